/** Assembles the worker: registers all workflows and activities, and removes outdated files at its start. */
package io.longtake.activities.worker;
