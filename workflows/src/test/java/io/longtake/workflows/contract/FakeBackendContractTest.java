package io.longtake.workflows.contract;

import io.longtake.workflows.FakeBackend;
import io.longtake.workflows.FakeBackend.OnChat;
import io.longtake.workflows.FakeBackend.OnRender;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Runs the contract with the fake that most workflow tests use, as far as the fake covers it. */
class FakeBackendContractTest extends ActivityContract {
    @Override
    protected ContractSubject counterpart(Path folder) {
        return new Fake();
    }

    private static final class Fake implements ContractSubject.OfFake {
        private final FakeBackend backend = new FakeBackend();

        Fake() {
            backend.costPerEdit = EDIT_COSTS;
        }

        @Override
        public Object[] activities() {
            return new Object[] {backend};
        }

        @Override
        public Set<Part> leavesOut() {
            return EnumSet.allOf(Part.class);
        }

        @Override
        public void behave(BackendBehaviour manner) {
            backend.chats.clear();
            backend.renders.clear();
            switch (manner) {
                case SILENT -> backend.chats.add(OnChat.SILENT);
                case FAILING_EDITS -> backend.chats.add(OnChat.ERROR);
                case BREAKING_STREAMS -> backend.chats.add(OnChat.DROP_AFTER_DOING);
                case FORGETTING_EDITS -> backend.chats.add(OnChat.DROP_AND_FORGET);
                case ENDING_TOKENS -> backend.leastGeneration.put(ACCOUNT, 2);
                case FORGETTING_SESSIONS -> backend.chats.add(OnChat.SESSION_LOST);
                case BUSY -> backend.chats.add(OnChat.RATE_LIMITED);
                case OUT_OF_REACH -> backend.chats.add(OnChat.NOT_SENT);
                case FAILING_RENDERS -> backend.renders.add(OnRender.FAIL);
                case AS_IT_SHOULD -> {}
                case IN_TROUBLE -> throw new IllegalArgumentException("it never is");
            }
        }

        @Override
        public void letRendersEnd() {
            // Nothing to do: a few polls end a render.
        }

        @Override
        public long messages() {
            return backend.count("chat");
        }

        @Override
        public long renders() {
            return backend.count("render");
        }

        @Override
        public void close() {}
    }
}
