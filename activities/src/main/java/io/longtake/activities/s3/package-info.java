/**
 * Media store and intent log in a bucket of an S3-compatible object store. Only this package uses the AWS SDK, and its classes are
 * loaded only if a store is configured.
 */
package io.longtake.activities.s3;
