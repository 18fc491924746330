package io.longtake.load.figures;

import com.google.protobuf.Timestamp;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The history of a job: its workflow and the child workflows that it started.
 *
 * @param events number of events
 * @param activities number of activities
 * @param scheduleToStart seconds from the scheduling of each activity to its start, for activities with one attempt
 * @param completedToNext seconds from the end of each activity to the end of the next workflow task, which acts on its result
 */
public record HistoryFigures(int events, int activities, List<Double> scheduleToStart, List<Double> completedToNext) {

    public static HistoryFigures of(WorkflowClient client, String workflowId) {
        Reading reading = new Reading();
        reading.add(client, workflowId);
        return new HistoryFigures(reading.events, reading.activities, reading.scheduleToStart, reading.completedToNext);
    }

    private static final class Reading {
        private int events;
        private int activities;
        private final List<Double> scheduleToStart = new ArrayList<>();
        private final List<Double> completedToNext = new ArrayList<>();

        void add(WorkflowClient client, String workflowId) {
            List<HistoryEvent> history = client.fetchHistory(workflowId).getEvents();
            Map<Long, HistoryEvent> byId = new HashMap<>();
            List<HistoryEvent> waiting = new ArrayList<>();
            for (HistoryEvent event : history) {
                events++;
                byId.put(event.getEventId(), event);
                if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_STARTED) {
                    started(event, byId);
                } else if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED) {
                    waiting.add(event);
                } else if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) {
                    waiting.forEach(done -> completedToNext.add(seconds(done, event)));
                    waiting.clear();
                } else if (event.getEventType() == EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED) {
                    add(
                            client,
                            event.getChildWorkflowExecutionStartedEventAttributes()
                                    .getWorkflowExecution()
                                    .getWorkflowId());
                }
            }
        }

        private void started(HistoryEvent event, Map<Long, HistoryEvent> byId) {
            var start = event.getActivityTaskStartedEventAttributes();
            activities++;
            HistoryEvent scheduled = byId.get(start.getScheduledEventId());
            if (start.getAttempt() == 1 && scheduled != null) {
                scheduleToStart.add(seconds(scheduled, event));
            }
        }

        private static double seconds(HistoryEvent from, HistoryEvent to) {
            return seconds(to.getEventTime()) - seconds(from.getEventTime());
        }

        private static double seconds(Timestamp time) {
            return time.getSeconds() + time.getNanos() / 1e9;
        }
    }
}
