package io.longtake.activities.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.Worked;
import io.longtake.activities.account.Accounts;
import io.longtake.activities.media.FileMediaStore;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.session.ArchiveTurns;
import io.longtake.workflows.session.BackendSession;
import io.longtake.workflows.session.OpenSession;
import io.longtake.workflows.session.ReadTimeline;
import io.longtake.workflows.session.SessionActivities;
import io.longtake.workflows.timeline.TimelineSnapshot;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NemoSessionActivitiesTest {
    private static final BackendSession SESSION = new BackendSession("s1", Optional.empty(), Optional.empty());

    @TempDir
    Path home;

    private FakeCloud cloud;
    private Accounts account;
    private FileMediaStore store;
    private TestActivityEnvironment temporal;
    private SessionActivities session;

    @BeforeEach
    void start() throws IOException {
        cloud = new FakeCloud();
        account = new Accounts(home, cloud.origin());
        store = FileMediaStore.ofHome(home);
        temporal = Worked.by(
                new NemoSessionActivities(account.calls, store, (photo, jpeg) -> Files.writeString(jpeg, "upright")));
        session = temporal.newActivityStub(SessionActivities.class, Worked.once(Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() {
        temporal.close();
        cloud.close();
    }

    @Test
    void aSessionIsOpenedInTheLanguageOfThePerson() {
        cloud.answer(200, "{\"code\":0,\"data\":{\"session_id\":\"s9\",\"task_id\":\"t9\",\"user_id\":\"u9\"}}");

        assertThat(session.openSession(new OpenSession(account.lease(0), "zh-CN")))
                .isEqualTo(new BackendSession("s9", Optional.of("t9"), Optional.of("u9")));
        assertThat(cloud.asked().getBody().utf8()).contains("\"language\":\"zh-CN\"");
    }

    @Test
    void aSessionNamedAtTheTopLevelIsAdoptedAsWell() {
        cloud.answer(200, "{\"session_id\":\"s9\"}");

        assertThat(session.openSession(new OpenSession(account.lease(0), "en")).sessionId())
                .isEqualTo("s9");
    }

    @Test
    void aFileThatTheStateListsAlreadyIsAdoptedAndNotSentAgain() throws IOException {
        MediaRef photo = photo("a.jpg", "first");
        cloud.answer(200, state("[{\"filename\":\"a.jpg\",\"hash\":\"" + photo.sha256() + "\"}]"));

        UploadReport report =
                session.uploadMedia(new UploadRequest(account.lease(0), SESSION, List.of(photo), List.of()));

        assertThat(report.uploaded()).containsExactly(new UploadedMedia(photo, photo.sha256()));
        assertThat(cloud.requests()).as("the look at the state alone").isEqualTo(1);
    }

    @Test
    void whatIsKnownToBeThereIsNoReasonToAdoptItOnceMore() throws IOException {
        MediaRef photo = photo("a.jpg", "first");
        cloud.answer(200, state("[{\"filename\":\"a.jpg\",\"hash\":\"" + photo.sha256() + "\"}]"));
        cloud.answer(200, "{\"code\":0,\"data\":{\"files\":[{\"filename\":\"a.jpg\",\"hash\":\"second\"}]}}");

        UploadReport report = session.uploadMedia(
                new UploadRequest(account.lease(0), SESSION, List.of(photo), List.of(photo.sha256())));

        assertThat(report.uploaded()).extracting(UploadedMedia::backendKey).containsExactly("second");
        cloud.asked();
        RecordedRequest upload = cloud.asked();
        assertThat(upload.getMethod()).isEqualTo("POST");
        assertThat(upload.getBody().utf8()).contains("first");
    }

    @Test
    void aConvertedPhotoThatArrivedBeforeIsKnownByItsName() throws IOException {
        MediaRef heic = store.put("raw".getBytes(StandardCharsets.UTF_8), "IMG_1.heic", "image/heic");
        cloud.answer(200, state("[{\"filename\":\"IMG_1.jpg\",\"hash\":\"of-the-jpeg\"}]"));

        UploadReport report =
                session.uploadMedia(new UploadRequest(account.lease(0), SESSION, List.of(heic), List.of()));

        assertThat(report.uploaded()).extracting(UploadedMedia::backendKey).containsExactly("of-the-jpeg");
        assertThat(cloud.requests()).isEqualTo(1);
    }

    @Test
    void theDraftOfAReadingIsKeptByReference() throws IOException {
        cloud.answer(
                200,
                "{\"code\":0,\"data\":{\"state\":{\"draft\":{\"t\":[{\"tt\":0,\"sg\":[{\"d\":2000}]}],\"d\":2000}}}}");

        TimelineSnapshot snapshot = session.readTimeline(new ReadTimeline(account.lease(0), SESSION));

        assertThat(snapshot.exportable()).isTrue();
        assertThat(Files.readString(store.path(snapshot.draft()))).contains("\"tt\":0");
    }

    @Test
    void aSessionThatTheBackendHasForgottenIsSaidToBeLost() {
        cloud.answer(200, "{\"code\":1002,\"message\":\"session not found\"}");

        ActivityFailure failure = catchThrowableOfType(
                ActivityFailure.class, () -> session.readTimeline(new ReadTimeline(account.lease(0), SESSION)));

        assertThat(((ApplicationFailure) failure.getCause()).getType()).isEqualTo("SESSION_LOST");
    }

    @Test
    void whoHasNoCreditsForAnUploadIsToldWhereToRegisterUnderTheIdThatKeepsTheirWork() throws IOException {
        BackendSession ofUser = new BackendSession("s1", Optional.of("task_7"), Optional.of("user 9"));
        cloud.answer(200, state("[]"));
        cloud.answer(200, "{\"code\":2001,\"message\":\"no credits\"}");

        ActivityFailure failure = catchThrowableOfType(
                ActivityFailure.class,
                () -> session.uploadMedia(
                        new UploadRequest(account.lease(0), ofUser, List.of(photo("a.jpg", "first")), List.of())));

        assertThat((ApplicationFailure) failure.getCause())
                .satisfies(cause -> assertThat(cause.getType()).isEqualTo("NO_CREDITS"))
                .hasMessageContaining("https://nemovideo.com/?bind=user%209");
    }

    @Test
    void whereNoSessionCouldBeOpenedForLackOfCreditsThereIsNothingToBind() {
        cloud.answer(200, "{\"code\":2001,\"message\":\"no credits\"}");

        ActivityFailure failure = catchThrowableOfType(
                ActivityFailure.class, () -> session.openSession(new OpenSession(account.lease(0), "en")));

        assertThat(failure.getCause())
                .hasMessageContaining("https://nemovideo.com/")
                .hasMessageNotContaining("bind");
    }

    @Test
    void oldTurnsAreWrittenDownWithTheWayToThoseBefore() throws IOException {
        MediaRef before = new MediaRef("0".repeat(64), 1, "turns.json", "application/json");

        MediaRef document = session.archiveTurns(new ArchiveTurns("holiday", Optional.of(before), List.of()));

        assertThat(Payloads.mapper()
                        .readValue(store.path(document).toFile(), ArchiveTurns.class)
                        .previous())
                .contains(before);
    }

    private MediaRef photo(String name, String content) throws IOException {
        return store.put(content.getBytes(StandardCharsets.UTF_8), name, "image/jpeg");
    }

    private static String state(String videoInfos) {
        return "{\"code\":0,\"data\":{\"state\":{\"draft\":{},\"video_infos\":" + videoInfos + "}}}";
    }
}
