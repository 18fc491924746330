/** Injects backend faults for tests, each at a configured rate and reproducible by seed. */
package io.longtake.studio.fault;
