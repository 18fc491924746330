/** What Longtake is compared with: a plain loop of the same requests, and the same flow as one workflow with sleeping timers. */
package io.longtake.load.plain;
