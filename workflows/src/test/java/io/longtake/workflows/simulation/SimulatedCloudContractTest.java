package io.longtake.workflows.simulation;

import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.contract.ActivityContract;
import io.longtake.workflows.contract.BackendBehaviour;
import io.longtake.workflows.contract.ContractSubject;
import io.longtake.workflows.contract.Expected;
import io.longtake.workflows.render.SubmitRender;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs the contract with the cloud of the simulation, without random decisions. */
class SimulatedCloudContractTest extends ActivityContract {
    private static final String SESSION = "sim-7-a";

    @Override
    protected ContractSubject counterpart(Path folder) {
        return new Scripted();
    }

    private static final class Scripted extends SimulatedCloud implements ContractSubject.OfFake {
        private volatile BackendBehaviour manner = BackendBehaviour.AS_IT_SHOULD;

        @Override
        Optional<Fault> fault(FaultPoint point, Request request) {
            return switch (manner) {
                case BUSY -> only(point, FaultPoint.BEFORE_SENDING, Fault.RATE_LIMITED);
                case OUT_OF_REACH -> only(point, FaultPoint.BEFORE_SENDING, Fault.CONNECTION_REFUSED);
                case FORGETTING_SESSIONS -> only(point, FaultPoint.BEFORE_SENDING, Fault.SESSION_FORGOTTEN);
                case IN_TROUBLE -> only(point, FaultPoint.AFTER_SENDING, Fault.CONNECTION_CUT);
                case BREAKING_STREAMS, FORGETTING_EDITS -> only(point, FaultPoint.MID_STREAM, Fault.CONNECTION_CUT);
                default -> Optional.empty();
            };
        }

        private static Optional<Fault> only(FaultPoint here, FaultPoint where, Fault fault) {
            return here == where ? Optional.of(fault) : Optional.empty();
        }

        @Override
        Message.Effect effect(Request asked) {
            return manner == BackendBehaviour.FORGETTING_EDITS || manner == BackendBehaviour.FAILING_EDITS
                    ? Message.Effect.NEVER
                    : Message.Effect.AT_ONCE;
        }

        @Override
        ChatOutcome ending(Request asked) {
            return switch (manner) {
                case SILENT -> new ChatOutcome.Silent(Expected.of(asked.activity()));
                case FAILING_EDITS -> new ChatOutcome.Refused("sorry", "");
                default -> new ChatOutcome.Replied("said", List.of(), Expected.of(asked.activity()));
            };
        }

        @Override
        Job job(Ledger ledger, String session, SubmitRender request, String id) {
            Job.PlannedEnd plannedEnd =
                    manner == BackendBehaviour.FAILING_RENDERS ? Job.PlannedEnd.FAILED : Job.PlannedEnd.COMPLETED;
            return new Job(id, request.session().sessionId(), request.draft().sha256(), plannedEnd, 3, 1, ledger.now());
        }

        @Override
        int price() {
            return EDIT_COSTS;
        }

        @Override
        String workflow() {
            return "session-" + SESSION;
        }

        @Override
        public Object[] activities() {
            return new Object[] {this};
        }

        @Override
        public Set<Part> leavesOut() {
            return Set.of();
        }

        @Override
        public void behave(BackendBehaviour how) {
            manner = how;
            if (how == BackendBehaviour.ENDING_TOKENS) {
                tokens(ACCOUNT).expire(1);
            }
        }

        @Override
        public void letRendersEnd() {
            // Nothing to do: a few polls end a render.
        }

        @Override
        public long messages() {
            return ledger(SESSION).messages().size();
        }

        @Override
        public long renders() {
            return ledger(SESSION).jobs.size();
        }

        @Override
        public void close() {}
    }
}
