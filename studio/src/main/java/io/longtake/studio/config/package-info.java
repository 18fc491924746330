/** How a studio is set up: prices, limits, faults, the pace of renders. */
package io.longtake.studio.config;
