import { gql } from 'lightning/graphql';

/** Lines of a page. */
export const PAGE_SIZE = 50;

/** A page of registrations; what it shows, and in which order, comes with the variables. */
export const REGISTRATIONS = gql`
  query registrations(
    $where: Partner_Registration__c_Filter
    $orderBy: Partner_Registration__c_OrderBy
    $after: String
  ) {
    uiapi {
      query {
        Partner_Registration__c(first: 50, after: $after, where: $where, orderBy: $orderBy) {
          edges {
            node {
              Id
              Name {
                value
              }
              Partner_Prospect_Name__c {
                value
              }
              Partner_Name__c {
                value
              }
              Partner_Registration_Status__c {
                value
              }
              Partner_Registered_At__c {
                value
              }
              Partner_Verdict_Reasons__c {
                value
              }
              Partner_Lock_Status__c {
                value
              }
              Partner_Lock_Ends_At__c {
                value
              }
              Partner_Channel_Conflict__c {
                value
              }
              Partner_Prospect_Key__c {
                value
              }
              Partner_Estimated_Amount__c {
                value
              }
              Partner_Decision__c {
                value
              }
            }
          }
          pageInfo {
            endCursor
            hasNextPage
          }
          totalCount
        }
      }
    }
  }
`;
