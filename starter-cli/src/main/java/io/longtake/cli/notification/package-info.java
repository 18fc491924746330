/** Where the ends of jobs are reported with {@code --notify-url}, and what the reports contain. */
package io.longtake.cli.notification;
