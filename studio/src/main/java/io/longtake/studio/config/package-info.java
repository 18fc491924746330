/** The configuration of a studio: prices, limits, faults, speed of renders. */
package io.longtake.studio.config;
