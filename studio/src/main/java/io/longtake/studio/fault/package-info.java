/** Misbehaviour on request: the ways a backend fails, each with a rate, the same for the same seed. */
package io.longtake.studio.fault;
