/**
 * Checks the product's activities against a studio over HTTP, with the same cases that the fakes of the workflow tests
 * pass. Tests of whole commands are in the parent package.
 */
package io.longtake.acceptance.contract;
