/**
 * The activities of the render workflow: submit, poll, cancel, download and deliver. The order of these steps belongs
 * to the workflow.
 */
package io.longtake.activities.render;
