/**
 * The studio: the local backend. This package assembles it; endpoints and rendering belong to the packages of their
 * topics.
 */
package io.longtake.studio;
