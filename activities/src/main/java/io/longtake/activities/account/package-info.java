/** The account's activities, and how every other activity comes by its token. */
package io.longtake.activities.account;
