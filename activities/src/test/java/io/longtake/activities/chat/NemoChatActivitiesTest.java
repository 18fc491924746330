package io.longtake.activities.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.TestActivities;
import io.longtake.activities.account.Accounts;
import io.longtake.activities.intent.FileIntentLog;
import io.longtake.activities.intent.IntentLog;
import io.longtake.activities.nemo.NemoClients;
import io.longtake.activities.nemo.token.AccessToken;
import io.longtake.workflows.account.AccountLease;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.chat.ChatActivities;
import io.longtake.workflows.chat.ChatLimits;
import io.longtake.workflows.chat.ChatOutcome;
import io.longtake.workflows.chat.ChatProgress;
import io.longtake.workflows.chat.ChatRequest;
import io.longtake.workflows.chat.Expectation;
import io.longtake.workflows.chat.ImpliedAction;
import io.longtake.workflows.chat.MessageReading;
import io.longtake.workflows.failure.FailureType;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class NemoChatActivitiesTest {
    /** The expectations for the message "add music". */
    private static final List<Expectation> MUSIC = List.of(Expectation.CHANGE, Expectation.SOUND_OR_TEXT);

    private static final ChatLimits LIMITS =
            new ChatLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(2));

    private static final ChatLimits OF_THE_CONTRACT =
            new ChatLimits(Duration.ofMinutes(15), Duration.ofMinutes(10), Duration.ofMinutes(2));

    private static final AccessToken OF_A_PERSON = AccessToken.of("key-of-a-person-0123456789");

    @TempDir
    Path home;

    private FakeCloud cloud;
    private Accounts account;
    private FileIntentLog intents;
    private TestActivityEnvironment temporal;
    private ChatActivities chat;
    private volatile Function<ChatLimits, ChatWatch> watches = ChatWatch::started;
    private final CopyOnWriteArrayList<ChatProgress> beats = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        cloud = new FakeCloud();
        account = new Accounts(home, cloud.origin());
        intents = new FileIntentLog(home);
        temporal = TestActivities.by(
                new NemoChatActivities(account.clients, account.resolver, intents, limits -> watches.apply(limits)));
        temporal.setActivityHeartbeatListener(ChatProgress.class, beats::add);
        chat = temporal.newActivityStub(
                ChatActivities.class,
                ActivityOptions.newBuilder(TestActivities.once(Duration.ofSeconds(25)))
                        .setHeartbeatTimeout(Duration.ofSeconds(2))
                        .build());
    }

    @AfterEach
    void stop() {
        temporal.close();
        cloud.close();
    }

    @Test
    void aReplyIsReportedOnceWithoutInternalEvents() {
        cloud.stream("""
                data: {"content":{"parts":[{"thought":true,"text":"hm"}]}}

                data: {"content":{"parts":[{"text":"I added "}]},"partial":true}

                data: {"content":{"parts":[{"text":"music."}]},"partial":true}

                data: {"content":{"parts":[{"text":"I added music."},{"functionCall":{"name":"cut"}}]}}

                """);

        ChatOutcome outcome = chat.chat(request("a", LIMITS));

        assertThat(outcome).isEqualTo(new ChatOutcome.Replied("I added music.", List.of(), MUSIC));
        assertThat(cloud.asked().getBody().utf8())
                .isEqualTo("{\"app_name\":\"nemo_agent\",\"user_id\":\"me\",\"session_id\":\"s1\","
                        + "\"new_message\":{\"parts\":[{\"text\":\"add music\"}]}}");
        assertThat(beats).isNotEmpty();
    }

    @Test
    void howTheBackendReadTheMessageIsTakenFromTheToolsResult() {
        cloud.stream("""
                data: {"type":"tool_result","name":"edit","result":{"status":"needs_answer","understood":true,\
                "refused":["I can't add snow."],"asked":{"question":"Shorten it?","confirms":true,\
                "choices":[{"label":"yes","request":"make it 5 seconds"},{"label":"no","request":"keep it"}]}}}

                data: {"type":"text","content":"Shorten it?"}

                """);

        ChatOutcome outcome = chat.chat(request("a", LIMITS));

        assertThat(((ChatOutcome.Replied) outcome).reading())
                .contains(new MessageReading(
                        true,
                        List.of("I can't add snow."),
                        Optional.of(new MessageReading.Question(
                                "Shorten it?",
                                List.of(
                                        new MessageReading.Choice("yes", "make it 5 seconds"),
                                        new MessageReading.Choice("no", "keep it")),
                                true))));
    }

    @Test
    void instructionsToClickAreTranslatedIntoActions() {
        cloud.stream("data: {\"type\":\"text\",\"content\":\"I added music. Open the timeline panel to see it."
                + " Check your account balance. Then click the Export button.\"}\n\n");

        ChatOutcome outcome = chat.chat(request("a", LIMITS));

        assertThat(outcome)
                .isEqualTo(new ChatOutcome.Replied(
                        "I added music.",
                        List.of(ImpliedAction.SHOW_TIMELINE, ImpliedAction.SHOW_CREDITS, ImpliedAction.EXPORT),
                        MUSIC));
    }

    @Test
    void aSilentEditHasNoReply() {
        cloud.stream(": ping\n\ndata: {\"type\":\"tool_call\",\"name\":\"cut\",\"args\":{}}\n\n");

        assertThat(chat.chat(request("a", LIMITS))).isEqualTo(new ChatOutcome.Silent(MUSIC));
    }

    @Test
    void anErrorEventIsABackendRefusal() {
        cloud.stream("data: {\"errorCode\":\"E\",\"errorMessage\":\"no such track\"}\n\n");

        assertThat(chat.chat(request("a", LIMITS))).isEqualTo(new ChatOutcome.Refused("no such track", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, no",
        "MAX_TOKENS, no",
        "FINISH_REASON_UNSPECIFIED, no",
        "MODEL_RETURNED_NO_CONTENT, no",
        "FinishReason.STOP, no",
        "stop, no",
        "length, no",
        "tool_calls, no",
        "end_turn, no",
        "SAFETY, safety filter",
        "RECITATION, repeats existing material",
        "LANGUAGE, language",
        "OTHER, without giving a reason",
        "BLOCKLIST, forbidden words",
        "PROHIBITED_CONTENT, prohibited content",
        "SPII, personal data",
        "MALFORMED_FUNCTION_CALL, invalid tool call",
        "MALFORMED_RESPONSE, malformed",
        "UNEXPECTED_TOOL_CALL, does not have",
        "TOO_MANY_TOOL_CALLS, too many",
        "MISSING_THOUGHT_SIGNATURE, incomplete",
        "IMAGE_SAFETY, safety filter",
        "IMAGE_PROHIBITED_CONTENT, prohibited content",
        "IMAGE_RECITATION, repeats existing material",
        "IMAGE_OTHER, no image",
        "NO_IMAGE, no image",
        "MODEL_ARMOR, blocked",
        "JAILBREAK, blocked",
        "BLOCKED_REASON_UNSPECIFIED, blocked",
        "content_filter, safety filter",
        "FinishReason.SAFETY, safety filter"
    })
    void onlyAReasonThatStoppedTheModelIsAnErrorAndTheReplyIsKept(String reason, String says) {
        String text = "{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Three clips, 12 s.\"}]}";
        String asCode = "data: " + text + "}\n\ndata: {\"errorCode\":\"" + reason + "\",\"author\":\"nemo_agent\"}\n\n";
        String asField = "data: " + text + ",\"finishReason\":\"" + reason + "\"}\n\n";
        String inSnakes =
                "data: " + text + ",\"error_code\":\"" + reason + "\",\"finish_reason\":\"" + reason + "\"}\n\n";
        for (String stream : new String[] {asCode, asField, inSnakes}) {
            cloud.stream(stream);

            ChatOutcome outcome = chat.chat(request(reason + stream.length(), LIMITS));

            if (says.equals("no")) {
                assertThat(outcome)
                        .isInstanceOfSatisfying(ChatOutcome.Replied.class, replied -> assertThat(replied.text())
                                .isEqualTo("Three clips, 12 s."));
            } else {
                assertThat(outcome).isInstanceOfSatisfying(ChatOutcome.Refused.class, refused -> {
                    assertThat(refused.message()).contains(says);
                    assertThat(refused.text()).isEqualTo("Three clips, 12 s.");
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "MAX_TOKENS", "MODEL_RETURNED_NO_CONTENT"})
    void anEditThatEndsWithoutTextIsSilentWhateverItsCode(String reason) {
        cloud.stream("data: {\"errorCode\":\"" + reason + "\",\"errorMessage\":\"\"}\n\n");

        assertThat(chat.chat(request("a", LIMITS))).isInstanceOf(ChatOutcome.Silent.class);
    }

    @ParameterizedTest
    @CsvSource({
        "RESOURCE_EXHAUSTED, , RESOURCE_EXHAUSTED",
        "MODEL_ERROR, the model fell over, the model fell over",
        "SAFETY, Blocked by policy 7, Blocked by policy 7",
        ", something broke, something broke"
    })
    void otherCodesAndMessagesAreErrors(String code, String message, String told) {
        cloud.stream("data: {" + (code == null ? "" : "\"errorCode\":\"" + code + "\",") + "\"errorMessage\":\""
                + (message == null ? "" : message) + "\",\"finishReason\":\"STOP\"}\n\n");

        assertThat(chat.chat(request("a", LIMITS))).isEqualTo(new ChatOutcome.Refused(told, ""));
    }

    @Test
    void aDroppedStreamIsBrokenAndKeepsTheReply() {
        String half = "data: {\"type\":\"text\",\"content\":\"Working on it\"}\n\n";
        cloud.answer(new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .body(half)
                .setHeader("Content-Length", "100000")
                .onResponseEnd(new SocketEffect.CloseSocket())
                .build());

        assertThat(chat.chat(request("a", LIMITS)))
                .isEqualTo(new ChatOutcome.Broken(ChatOutcome.Break.DROPPED, "Working on it"));
    }

    @Test
    void aMessageThatWasStartedIsNeverSentAgain() throws IOException {
        intents.begin("a");

        assertThat(chat.chat(request("a", LIMITS)))
                .isEqualTo(new ChatOutcome.Broken(ChatOutcome.Break.BEGUN_BEFORE, ""));
        assertThat(cloud.requests()).isZero();
    }

    @Test
    void anOutcomeThatCouldNotBeReportedIsReadFromDisk() {
        cloud.stream("data: {\"type\":\"text\",\"content\":\"Done.\"}\n\n");

        ChatOutcome first = chat.chat(request("a", LIMITS));
        ChatOutcome again = chat.chat(request("a", LIMITS));

        assertThat(again).isEqualTo(first).isEqualTo(new ChatOutcome.Replied("Done.", List.of(), MUSIC));
        assertThat(cloud.requests()).isEqualTo(1);
    }

    @Test
    void aRefusedTokenNamesItsGenerationAndMayBeSentAgain() throws IOException {
        cloud.answer(200, "{\"code\":1001,\"message\":\"expired\"}");

        ApplicationFailure failure = failure(request("a", LIMITS));

        assertThat(failure.getType()).isEqualTo("TOKEN_REFUSED");
        assertThat(failure.getDetails().get(0, Integer.class)).isEqualTo(1);
        assertThat(intents.wasBegun("a")).isFalse();
    }

    @Test
    void withoutCreditsTheRegistrationLinkPreservesTheWork() throws IOException {
        String empty = "{\"code\":2001,\"message\":\"no credits\"}";
        cloud.answer(200, empty);
        cloud.answer(200, empty);
        BackendSession ofTask = new BackendSession("s1", Optional.of("task_7"), Optional.empty());
        BackendSession ofUser = new BackendSession("s1", Optional.of("task_7"), Optional.of("user 9"));

        assertThat(failure(new ChatRequest(account.lease(0), ofTask, "a", "add music", LIMITS)))
                .satisfies(failure -> assertThat(failure.getType()).isEqualTo("NO_CREDITS"))
                .hasMessageContaining("https://nemovideo.com/?bind=task_7");
        assertThat(failure(new ChatRequest(account.lease(0), ofUser, "b", "add music", LIMITS)))
                .hasMessageContaining("https://nemovideo.com/?bind=user%209");
        assertThat(intents.wasBegun("a")).isFalse();
    }

    @Test
    void aRateLimitNamesThePauseAndMayBeSentAgain() throws IOException {
        cloud.answer(FakeCloud.json(429, "{}").setHeader("Retry-After", "7").build());

        ApplicationFailure failure = failure(request("a", LIMITS));

        assertThat(failure.getType()).isEqualTo("RATE_LIMITED");
        assertThat(failure.getDetails().get(0, Duration.class)).isEqualTo(Duration.ofSeconds(7));
        assertThat(intents.wasBegun("a")).isFalse();
    }

    @Test
    void aPauseOfHoursIsNamedAndNotRequestedFromTheSession() {
        cloud.answer(FakeCloud.json(429, "{}").setHeader("Retry-After", "18000").build());

        ApplicationFailure failure = failure(request("a", LIMITS));

        assertThat(failure.getType()).isEqualTo("RATE_LIMITED");
        assertThat(failure.getDetails().getSize()).isZero();
        assertThat(failure.getOriginalMessage()).contains("a pause of 5 h, until ");
    }

    @Test
    void aMessageThatMayHaveArrivedIsUnknownAndStaysStarted() {
        cloud.answer(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        assertThat(failure(request("a", LIMITS)).getType()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(chat.chat(request("a", LIMITS)))
                .isEqualTo(new ChatOutcome.Broken(ChatOutcome.Break.BEGUN_BEFORE, ""));
        assertThat(cloud.requests()).isEqualTo(1);
    }

    @Test
    void aRecordThatCannotBeReadMeansThatNothingWasSentNow() {
        temporal.close();
        temporal = TestActivities.by(
                new NemoChatActivities(account.clients, account.resolver, new UnreachableIntentLog()));
        chat = temporal.newActivityStub(ChatActivities.class, TestActivities.once(Duration.ofSeconds(5)));

        ApplicationFailure failure = failure(request("a", LIMITS));

        assertThat(failure.getType()).isEqualTo("NOT_SENT");
        assertThat(failure.getOriginalMessage())
                .isEqualTo("Nothing was sent now: the record of sent messages can't be read (unplugged).");
        assertThat(cloud.requests()).isZero();
    }

    private static final class UnreachableIntentLog implements IntentLog {
        @Override
        public boolean wasBegun(String id) throws IOException {
            throw new IOException("unplugged");
        }

        @Override
        public boolean begin(String id) throws IOException {
            throw new IOException("unplugged");
        }

        @Override
        public void undo(String id) throws IOException {
            throw new IOException("unplugged");
        }

        @Override
        public void recordOutcome(String id, byte[] outcome) throws IOException {
            throw new IOException("unplugged");
        }

        @Override
        public Optional<byte[]> outcome(String id) throws IOException {
            throw new IOException("unplugged");
        }
    }

    @Test
    void aStartThatCannotBeRecordedMeansNotSent() throws IOException {
        Files.writeString(home.resolve("intents"), "a file instead of the folder");

        ApplicationFailure failure = failure(request("a", LIMITS));

        assertThat(failure.getType()).isEqualTo("NOT_SENT");
        assertThat(failure.getOriginalMessage()).startsWith("The message was not sent: its start can't be recorded (");
        assertThat(cloud.requests()).isZero();
    }

    @Test
    void anUnreachableBackendMeansNotSent() throws IOException {
        Accounts elsewhere = new Accounts(home.resolve("other"), FakeCloud.unusedAddress());
        temporal.close();
        temporal = TestActivities.by(new NemoChatActivities(elsewhere.clients, elsewhere.resolver, intents));
        chat = temporal.newActivityStub(ChatActivities.class, TestActivities.once(Duration.ofSeconds(5)));

        ApplicationFailure failure = failure(request("a", LIMITS, elsewhere.lease(0)));

        assertThat(failure.getType()).isEqualTo("NOT_SENT");
        assertThat(intents.wasBegun("a")).isFalse();
    }

    @Test
    void aBackendThatIsNotRunningMeansNotSent() throws IOException {
        temporal.close();
        NemoClients none = new NemoClients(FakeCloud.HEADERS, FakeCloud.QUICK, origin -> Optional.empty());
        temporal = TestActivities.by(new NemoChatActivities(none, account.resolver, intents));
        chat = temporal.newActivityStub(ChatActivities.class, TestActivities.once(Duration.ofSeconds(5)));

        ApplicationFailure failure = failure(request("a", LIMITS));

        assertThat(failure.getType()).isEqualTo("NOT_SENT");
        assertThat(failure.getOriginalMessage()).endsWith("is not running. Nothing was sent.");
        assertThat(intents.wasBegun("a")).isFalse();
    }

    @Test
    void aTokenThatTheStreamRepeatsIsRemoved() {
        account.hold(1, OF_A_PERSON);
        cloud.stream("data: {\"error\":\"invalid credential " + OF_A_PERSON.reveal() + "\"}\n\n");
        cloud.stream("data: {\"type\":\"text\",\"content\":\"Your key " + OF_A_PERSON.reveal() + " is old.\"}\n\n");

        assertThat(chat.chat(request("a", LIMITS)))
                .isEqualTo(new ChatOutcome.Refused("invalid credential [token]", ""));
        assertThat(chat.chat(request("b", LIMITS)))
                .isEqualTo(new ChatOutcome.Replied("Your key [token] is old.", List.of(), MUSIC));
    }

    @Test
    void aTokenSplitAcrossEventsIsRemovedFromTheProgressToo() {
        account.hold(1, OF_A_PERSON);
        String begun = "data: {\"type\":\"text\",\"content\":\"Your key is key-of-a-person\"}\n\n";
        String rest = "data: {\"type\":\"text\",\"content\":\"-0123456789. Done.\"}\n\n";
        cloud.answer(new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .body(begun + rest)
                .throttleBody(begun.length(), 2500, TimeUnit.MILLISECONDS)
                .build());

        assertThat(chat.chat(request("a", LIMITS)))
                .isEqualTo(new ChatOutcome.Replied("Your key is [token]. Done.", List.of(), MUSIC));
        assertThat(beats).extracting(ChatProgress::text).contains("Your key is [token]");
        assertThat(beats.toString()).doesNotContain("key-of-a-person");
    }

    @Test
    void aSilentAccountMeansThatNothingWasSent() throws IOException {
        account.fallSilent();

        assertThat(failure(request("a", LIMITS)).getType()).isEqualTo("ACCOUNT_SILENT");
        assertThat(intents.wasBegun("a")).isFalse();
        assertThat(cloud.requests()).isZero();
    }

    @Test
    void aForgottenSessionIsReported() {
        cloud.answer(404, "{\"detail\":\"Session not found: s1\"}");

        assertThat(failure(request("a", LIMITS)).getType()).isEqualTo("SESSION_LOST");
    }

    @Test
    void onlyKeepAlivesCountAsSilenceAfterTheLimit() {
        cloud.answer(FakeCloud.events(": ping\n\n".repeat(200))
                .throttleBody(40, 200, TimeUnit.MILLISECONDS)
                .build());
        ChatLimits impatient = new ChatLimits(Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofMinutes(2));

        assertThat(chat.chat(request("a", impatient))).isEqualTo(new ChatOutcome.Broken(ChatOutcome.Break.SILENCE, ""));
    }

    @Test
    void theDeadlineEndsAChatThatContinuesToSend() {
        cloud.answer(FakeCloud.events("data: {\"type\":\"text\",\"content\":\"x\"}\n\n".repeat(200))
                .throttleBody(60, 200, TimeUnit.MILLISECONDS)
                .build());
        ChatLimits brief = new ChatLimits(Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofMinutes(2));

        assertThat(chat.chat(request("a", brief))).isInstanceOfSatisfying(ChatOutcome.Broken.class, broken -> {
            assertThat(broken.why()).isEqualTo(ChatOutcome.Break.DEADLINE);
            assertThat(broken.text()).startsWith("xx");
        });
    }

    @Test
    void stillWorkingIsReportedAfterTwoMinutesAndTenMinutesOfSilenceEndTheChat() {
        hurried(Duration.ofSeconds(80));
        cloud.answer(FakeCloud.events(": ping\n\n".repeat(500))
                .throttleBody(40, 100, TimeUnit.MILLISECONDS)
                .build());

        assertThat(chat.chat(request("a", OF_THE_CONTRACT)))
                .isEqualTo(new ChatOutcome.Broken(ChatOutcome.Break.SILENCE, ""));
        assertThat(beats).extracting(ChatProgress::stillWorking).isSorted().startsWith(0);
        assertThat(beats).anySatisfy(beat -> assertThat(beat.stillWorking()).isPositive());
        assertThat(beats).allSatisfy(beat -> assertThat((long) beat.stillWorking())
                // stillWorking is read a moment after elapsedMs.
                .isBetween(beat.elapsedMs() / 120_000, (beat.elapsedMs() + 20_000) / 120_000));
    }

    @Test
    void aChatEndsAfterFifteenMinutesHoweverMuchIsSent() {
        hurried(Duration.ofMinutes(4));
        cloud.answer(FakeCloud.events("data: {\"type\":\"text\",\"content\":\"x\"}\n\n".repeat(500))
                .throttleBody(60, 100, TimeUnit.MILLISECONDS)
                .build());

        assertThat(chat.chat(request("a", OF_THE_CONTRACT)))
                .isInstanceOfSatisfying(ChatOutcome.Broken.class, broken -> assertThat(broken.why())
                        .isEqualTo(ChatOutcome.Break.DEADLINE));
    }

    /** From now on, each second of real time counts as {@code second}. */
    private void hurried(Duration second) {
        long start = System.nanoTime();
        LongSupplier nanos = () -> start + (System.nanoTime() - start) * second.toSeconds();
        Clock still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        watches = limits -> new ChatWatch(limits, still, nanos);
    }

    @Test
    void anInternalErrorWhileReadingTheReplyDoesNotMeanThatTheEditFailed() {
        cloud.stream("data: {\"content\":{\"parts\":[{\"text\":\"Done.\"}]}}\n\n");
        LongSupplier broken = () -> {
            if (cloud.requests() > 0) {
                throw new IllegalStateException("the clock fell off the wall");
            }
            return System.nanoTime();
        };
        watches = limits -> new ChatWatch(limits, Clock.systemUTC(), broken);

        assertThatThrownBy(() -> chat.chat(request("a", LIMITS)))
                .isInstanceOf(ActivityFailure.class)
                .cause()
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> assertThat(failure.getType())
                        .isEqualTo(FailureType.OUTCOME_UNKNOWN.name()));
    }

    @Test
    void cancellingClosesTheStream() throws IOException {
        cloud.answer(FakeCloud.events(": ping\n\n".repeat(2000))
                .throttleBody(40, 200, TimeUnit.MILLISECONDS)
                .build());
        temporal.setActivityHeartbeatListener(ChatProgress.class, progress -> {
            if (progress.elapsedMs() > 500) {
                temporal.requestCancelActivity();
            }
        });

        assertThatThrownBy(() -> chat.chat(request("a", LIMITS))).isInstanceOf(CanceledFailure.class);
        assertThat(intents.wasBegun("a")).isTrue();
    }

    private ChatRequest request(String intent, ChatLimits limits) {
        return request(intent, limits, account.lease(0));
    }

    private static ChatRequest request(String intent, ChatLimits limits, AccountLease lease) {
        BackendSession session = new BackendSession("s1", Optional.empty(), Optional.empty());
        return new ChatRequest(lease, session, intent, "add music", limits);
    }

    private ApplicationFailure failure(ChatRequest request) {
        ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, () -> chat.chat(request));
        assertThat(failure).hasCauseInstanceOf(ApplicationFailure.class);
        assertThat(String.valueOf(failure.getCause())).doesNotContain(FakeCloud.TOKEN.reveal());
        return (ApplicationFailure) failure.getCause();
    }
}
