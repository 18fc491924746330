/**
 * The studio: the local backend. This package assembles it; endpoints and rendering are in the packages of their
 * topics.
 */
package io.longtake.studio;
