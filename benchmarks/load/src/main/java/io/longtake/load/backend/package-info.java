/** A backend that keeps the contract, edits and renders nothing, and counts what it was asked to do. */
package io.longtake.load.backend;
