/** Reports the ends of requests to addresses outside. */
package io.longtake.workflows.notification;
