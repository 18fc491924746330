/** Why something did not work: one enum, shared by activities, workflows and the command line. */
package io.longtake.workflows.failure;
