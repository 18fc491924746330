package io.longtake.workflows.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.ChatProgress;
import io.longtake.workflows.chat.ImpliedAction;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.RenderAim;
import io.longtake.workflows.session.ArchivedEdits;
import io.longtake.workflows.session.EnqueueTurns;
import io.longtake.workflows.session.RebuildSession;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPolicy;
import io.longtake.workflows.session.SessionSpec;
import io.longtake.workflows.session.SessionState;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import io.longtake.workflows.timeline.TimelineDetail;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What older versions wrote is read with the defaults; what is written now comes back as it was. */
class GrownRecordsTest {
    private static final ObjectMapper JSON = Payloads.mapper();

    @Test
    void anOldReplyImpliesNothing() throws IOException {
        assertThat(JSON.readValue("{\"kind\":\"replied\",\"text\":\"done\"}", ChatOutcome.class))
                .isEqualTo(new ChatOutcome.Replied("done"));
        comesBack(new ChatOutcome.Replied("done", List.of(ImpliedAction.EXPORT)), ChatOutcome.class);
    }

    @Test
    void anOldEditAsksForNoFilm() throws IOException {
        assertThat(JSON.readValue("{\"kind\":\"edit\",\"prompt\":\"calm\"}", TurnSpec.class))
                .isEqualTo(new TurnSpec.Edit("calm"));
        comesBack(new TurnSpec.Edit("calm", Optional.of(new Delivery("home", "/f.mp4"))), TurnSpec.class);
    }

    @Test
    void anOldTurnHasNeitherLimitNorCost() throws IOException {
        String old = "{\"number\":1,\"group\":1,\"spec\":{\"kind\":\"edit\",\"prompt\":\"calm\"},\"status\":\"DONE\","
                + "\"baseline\":null,\"draft\":null,\"report\":\"did\",\"failure\":null,\"settled\":false}";

        Turn turn = JSON.readValue(old, Turn.class);

        assertThat(turn.maxCredits()).isEmpty();
        assertThat(turn.cost()).isEmpty();
        assertThat(turn.stopping()).isFalse();
        comesBack(
                new Turn(
                        2,
                        1,
                        new TurnSpec.Edit("calm"),
                        TurnStatus.DONE,
                        Optional.of("print"),
                        Optional.empty(),
                        "did",
                        Optional.empty(),
                        true,
                        Optional.of(40.0),
                        Optional.of(2.5),
                        true),
                Turn.class);
    }

    @Test
    void anOldSessionIsNotMetered() throws IOException {
        SessionSpec spec = new SessionSpec("s", "account", "studio", "en", SessionPolicy.ofTheContract());
        String old = JSON.writeValueAsString(spec).replace(",\"metered\":false", "");
        assertThat(old).doesNotContain("metered");

        assertThat(JSON.readValue(old, SessionSpec.class)).isEqualTo(spec);
    }

    @Test
    void oldRequestsHaveNoLimit() throws IOException {
        assertThat(JSON.readValue("{\"requestId\":\"r\",\"turns\":[],\"expected\":null}", EnqueueTurns.class))
                .isEqualTo(new EnqueueTurns("r", List.of(), Optional.empty()));
        assertThat(JSON.readValue("{\"requestId\":\"r\",\"replayEdits\":true}", RebuildSession.class))
                .isEqualTo(new RebuildSession("r", true));
        comesBack(new RebuildSession("r", true, Optional.of(1.0)), RebuildSession.class);
    }

    @Test
    void anOldRebuildBringsNoEditsOfTheArchive() throws IOException {
        assertThat(JSON.readValue(
                        "{\"requestId\":\"r\",\"replayEdits\":true,\"maxCredits\":null}", RebuildSession.class))
                .isEqualTo(new RebuildSession("r", true));
        comesBack(
                new RebuildSession(
                        "r",
                        true,
                        Optional.of(1.0),
                        Optional.of(new ArchivedEdits(7, List.of(new TurnSpec.Edit("calm"))))),
                RebuildSession.class);
    }

    @Test
    void anOldStateKnowsNothingOfWhatTheArchiveHasCost() throws IOException {
        String old = JSON.writeValueAsString(SessionState.fresh())
                .replace(",\"archivedSpending\":[],\"archivedDearest\":0.0", "");
        assertThat(old).doesNotContain("archivedSpending", "archivedDearest");

        assertThat(JSON.readValue(old, SessionState.class)).isEqualTo(SessionState.fresh());
    }

    @Test
    void anOldRenderIsThereToBeMade() throws IOException {
        assertThat(JSON.readValue(
                        "{\"renderId\":\"x\",\"exportTurn\":3,\"outcome\":null,\"follower\":1,\"waiting\":true}",
                        RenderRecord.class))
                .isEqualTo(new RenderRecord("x", 3, Optional.empty(), 1, true));
        comesBack(
                new RenderRecord("x", 3, Optional.empty(), 2, true, Optional.of(RenderAim.ADOPT)), RenderRecord.class);
    }

    @Test
    void anOldChatHasNotSaidThatItIsStillWorking() throws IOException {
        assertThat(JSON.readValue(
                        "{\"elapsedMs\":1,\"sinceLastEventMs\":2,\"text\":\"t\",\"activity\":\"a\"}",
                        ChatProgress.class))
                .isEqualTo(new ChatProgress(1, 2, "t", "a"));
    }

    @Test
    void anOldReadingKnowsNoDetails() throws IOException {
        MediaRef draft = new MediaRef("0".repeat(64), 1, "draft.json", "application/json");
        String old = "{\"fingerprint\":\"p\",\"draft\":" + JSON.writeValueAsString(draft)
                + ",\"summary\":\"s\",\"durationMs\":1,\"exportable\":true,\"tracks\":[],\"mediaKeys\":[]}";
        TimelineSnapshot plain = new TimelineSnapshot("p", draft, "s", 1, true, List.of(), List.of());

        assertThat(JSON.readValue(old, TimelineSnapshot.class)).isEqualTo(plain);
        assertThat(plain.details()).isEmpty();
        TimelineDetail look = new TimelineDetail("", "look", List.of("warm"));
        comesBack(
                new TimelineSnapshot("p", draft, "s", 1, true, List.of(), List.of(), Optional.of(List.of(look))),
                TimelineSnapshot.class);
    }

    private static <T> void comesBack(T value, Class<T> type) throws IOException {
        assertThat(JSON.readValue(JSON.writeValueAsString(value), type)).isEqualTo(value);
    }
}
