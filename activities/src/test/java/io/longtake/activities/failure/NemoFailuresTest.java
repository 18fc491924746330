package io.longtake.activities.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.nemo.NemoClient;
import io.longtake.activities.nemo.NemoClients;
import io.longtake.activities.nemo.error.NemoException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks which failure a session receives for each response of a backend: each row of the contract's table, and cases beyond it.
 */
class NemoFailuresTest {
    private static final int GENERATION = 3;
    private static FakeCloud cloud;
    private static NemoClient client;

    @BeforeAll
    static void start() throws IOException {
        cloud = new FakeCloud();
        client = cloud.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        cloud.close();
    }

    private static ApplicationFailure repeatable(MockResponse response) {
        cloud.answer(response);
        NemoException e = catchThrowableOfType(NemoException.class, () -> client.credits(FakeCloud.TOKEN));
        return NemoFailures.ofRepeatable(e, GENERATION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|{\"code\":1001}|TOKEN_REFUSED|token|true",
                "200|{\"code\":1002}|SESSION_LOST|session|true",
                "200|{\"code\":2001}|NO_CREDITS|enough credits|true",
                "200|{\"code\":4001}|UNSUPPORTED_FILE|mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a|true",
                "200|{\"code\":4002}|FILE_TOO_LARGE|Compress or trim|true",
                "402|{}|PLAN_BLOCKS_EXPORT|plan|true",
                "429|{}|RATE_LIMITED|too many requests|true",
                "200|{\"code\":7777,\"message\":\"wrong moon\"}|BACKEND_REFUSED|wrong moon|true",
                "503|<html>busy</html>|BACKEND_TROUBLE|HTTP 503|false",
                "200|<html>hello</html>|UNREADABLE_ANSWER|can't be read|false"
            })
    void eachCauseHasATypeAndASentence(int status, String body, String type, String words, boolean forGood) {
        ApplicationFailure failure = repeatable(FakeCloud.json(status, body).build());

        assertThat(failure.getType()).isEqualTo(type);
        assertThat(failure.getOriginalMessage()).contains(words).doesNotContain(FakeCloud.TOKEN.reveal());
        assertThat(failure.isNonRetryable()).isEqualTo(forGood);
        assertThat(failure).hasNoCause();
    }

    @Test
    void noTwoCausesShareASentence() {
        Set<String> sentences = new HashSet<>();
        for (String answer : new String[] {"1001", "1002", "2001", "4001", "4002", "402", "429", "9000"}) {
            sentences.add(
                    repeatable(FakeCloud.json(200, "{\"code\":" + answer + "}").build())
                            .getOriginalMessage());
        }

        assertThat(sentences).hasSize(8);
    }

    @Test
    void aPauseOfHoursIsReportedWithItsEnd() {
        ApplicationFailure failure = repeatable(
                FakeCloud.json(429, "{}").setHeader("Retry-After", "18000").build());

        assertThat(failure.getType()).isEqualTo("RATE_LIMITED");
        assertThat(failure.getOriginalMessage())
                .matches("The backend received too many requests and requires a pause of 5 h, until"
                        + " \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\\.");
    }

    @Test
    void aPauseOfMinutesIsRequestedFromTheSession() {
        ApplicationFailure failure = repeatable(
                FakeCloud.json(429, "{}").setHeader("Retry-After", "300").build());

        assertThat(failure.getDetails().get(0, Duration.class)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void anAccountReceivesAnyPause() {
        cloud.answer(
                FakeCloud.json(429, "{}").setHeader("Retry-After", "604800").build());
        NemoException e = catchThrowableOfType(
                NemoException.class, () -> client.anonymousToken("0b0f0a55-0000-4000-8000-000000000000"));

        assertThat(NemoFailures.ofTokenRequest(e, GENERATION).getDetails().get(0, Duration.class))
                .isEqualTo(Duration.ofDays(7));
    }

    @Test
    void anInvalidAddressIsReportedForTheUserToCorrect() {
        try (NemoClients clients = new NemoClients(FakeCloud.HEADERS, FakeCloud.QUICK)) {
            NemoException e = catchThrowableOfType(NemoException.class, () -> clients.at("nowhere"));

            ApplicationFailure failure = NemoFailures.ofUnrepeatable(e, GENERATION, Optional.empty());

            assertThat(failure.getType()).isEqualTo("NOT_POSSIBLE");
            assertThat(failure.getOriginalMessage()).contains("'nowhere'").endsWith("Nothing was sent.");
        }
    }

    @Test
    void aRefusedTokenIsReportedWithItsGeneration() {
        ApplicationFailure failure = repeatable(FakeCloud.json(401, "{}").build());

        assertThat(failure.getDetails().get(0, Integer.class)).isEqualTo(GENERATION);
    }
}
