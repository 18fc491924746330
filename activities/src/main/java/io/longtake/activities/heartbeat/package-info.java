/** Signs of life from long activities, and what comes back with them. */
package io.longtake.activities.heartbeat;
