/** The product's own activities, over HTTP, against a studio: what every fake of the workflows' tests is measured by. */
package io.longtake.acceptance.contract;
