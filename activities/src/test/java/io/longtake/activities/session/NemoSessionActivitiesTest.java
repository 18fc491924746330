package io.longtake.activities.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.longtake.activities.FakeCloud;
import io.longtake.activities.TestActivities;
import io.longtake.activities.account.Accounts;
import io.longtake.activities.media.FileMediaStore;
import io.longtake.activities.media.MediaListings;
import io.longtake.workflows.backend.BackendSession;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.ListingDocument;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.media.UploadReport;
import io.longtake.workflows.media.UploadRequest;
import io.longtake.workflows.media.UploadedMedia;
import io.longtake.workflows.payload.Payloads;
import io.longtake.workflows.session.ArchiveTurns;
import io.longtake.workflows.session.EditHistory;
import io.longtake.workflows.session.EditRecord;
import io.longtake.workflows.session.OpenSession;
import io.longtake.workflows.session.ReadEdits;
import io.longtake.workflows.session.ReadTimeline;
import io.longtake.workflows.session.SessionActivities;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnHeader;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NemoSessionActivitiesTest {
    private static final BackendSession SESSION = new BackendSession("s1", Optional.empty(), Optional.empty());

    @TempDir
    Path home;

    private FakeCloud cloud;
    private Accounts account;
    private FileMediaStore store;
    private MediaListings listings;
    private TestActivityEnvironment temporal;
    private SessionActivities session;

    @BeforeEach
    void start() throws IOException {
        cloud = new FakeCloud();
        account = new Accounts(home, cloud.origin());
        store = FileMediaStore.ofHome(home);
        listings = new MediaListings(store);
        temporal = TestActivities.by(
                new NemoSessionActivities(account.calls, store, (photo, jpeg) -> Files.writeString(jpeg, "upright")));
        session = temporal.newActivityStub(SessionActivities.class, TestActivities.once(Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() {
        temporal.close();
        cloud.close();
    }

    @Test
    void aSessionIsOpenedInTheLanguageOfTheUser() {
        cloud.answer(200, "{\"code\":0,\"data\":{\"session_id\":\"s9\",\"task_id\":\"t9\",\"user_id\":\"u9\"}}");

        assertThat(session.openSession(new OpenSession(account.lease(0), "zh-CN")))
                .isEqualTo(new BackendSession("s9", Optional.of("t9"), Optional.of("u9")));
        assertThat(cloud.asked().getBody().utf8()).contains("\"language\":\"zh-CN\"");
    }

    @Test
    void aSessionIdAtTheTopLevelIsRead() {
        cloud.answer(200, "{\"session_id\":\"s9\"}");

        assertThat(session.openSession(new OpenSession(account.lease(0), "en")).sessionId())
                .isEqualTo("s9");
    }

    @Test
    void aFileThatTheStateListsIsAdoptedAndNotSentAgain() throws IOException {
        MediaRef photo = photo("a.jpg", "first");
        cloud.answer(200, state("[{\"filename\":\"a.jpg\",\"hash\":\"" + photo.sha256() + "\"}]"));

        UploadReport report = session.uploadMedia(request(SESSION, photo));

        assertThat(uploads(report)).containsExactly(new UploadedMedia(photo, photo.sha256()));
        assertThat(cloud.requests()).as("only the query of the state").isEqualTo(1);
    }

    @Test
    void aKnownUploadIsNotAdoptedAgain() throws IOException {
        MediaRef photo = photo("a.jpg", "first");
        cloud.answer(200, state("[{\"filename\":\"a.jpg\",\"hash\":\"" + photo.sha256() + "\"}]"));
        cloud.answer(200, "{\"code\":0,\"data\":{\"files\":[{\"filename\":\"a.jpg\",\"hash\":\"second\"}]}}");

        UploadReport report = session.uploadMedia(request(holding(photo), true, photo));

        assertThat(uploads(report)).extracting(UploadedMedia::backendKey).containsExactly(photo.sha256(), "second");
        cloud.asked();
        RecordedRequest upload = cloud.asked();
        assertThat(upload.getMethod()).isEqualTo("POST");
        assertThat(upload.getBody().utf8()).contains("first");
    }

    @Test
    void aConvertedPhotoThatArrivedBeforeIsRecognisedByItsName() throws IOException {
        MediaRef heic = store.put("raw".getBytes(StandardCharsets.UTF_8), "IMG_1.heic", "image/heic");
        cloud.answer(200, state("[{\"filename\":\"IMG_1.jpg\",\"hash\":\"of-the-jpeg\"}]"));

        UploadReport report = session.uploadMedia(request(SESSION, heic));

        assertThat(uploads(report)).extracting(UploadedMedia::backendKey).containsExactly("of-the-jpeg");
        assertThat(cloud.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "photo.JPG,image/jpeg,photo.JPG", "photo.jfif,image/jpeg,photo.jpg", "photo,image/png,photo.png",
        "clip.m4v,video/mp4,clip.mp4", "clip.MOV,video/mp4,clip.MOV", "clip,video/quicktime,clip.mov",
        "song.mp4,audio/mp4,song.m4a", "song.dat,audio/mpeg,song.mp3", "a\\b.png,image/png,a_b.png",
        "film.webm,video/x-matroska,film.webm",
    })
    void aFileIsUploadedUnderANameThatBackendsAccept(String name, String type, String uploaded) throws IOException {
        MediaRef file = store.put("content".getBytes(StandardCharsets.UTF_8), name, type);
        cloud.answer(200, state("[]"));
        cloud.answer(200, "{\"code\":0,\"data\":{\"files\":[]}}");

        session.uploadMedia(request(SESSION, file));

        cloud.asked();
        assertThat(cloud.asked().getBody().utf8()).contains("filename=\"" + uploaded + "\"");
    }

    @Test
    void aPhotoThatCannotBeConvertedIsNamed() throws IOException {
        TestActivityEnvironment real =
                TestActivities.by(new NemoSessionActivities(account.calls, store, PhotoConversion.guarded()));
        MediaRef heic = store.put("no photo".getBytes(StandardCharsets.UTF_8), "IMG_1.heic", "image/heic");
        cloud.answer(200, state("[]"));

        UploadRequest request = request(SESSION, heic);
        ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, () -> real.newActivityStub(
                        SessionActivities.class, TestActivities.once(Duration.ofSeconds(60)))
                .uploadMedia(request));

        assertThat((ApplicationFailure) failure.getCause())
                .satisfies(cause -> assertThat(cause.getType()).isEqualTo("UNSUPPORTED_FILE"))
                .hasMessageContaining("'IMG_1.heic'")
                .hasMessageNotContaining(heic.sha256().substring(2, 14));
        real.close();
    }

    @ParameterizedTest
    @CsvSource({"4001,UNSUPPORTED_FILE", "4002,FILE_TOO_LARGE"})
    void aRefusedFileIsNamedEvenIfTheBackendDoesNotNameIt(int code, String type) throws IOException {
        cloud.answer(200, state("[]"));
        cloud.answer(200, "{\"code\":" + code + ",\"message\":\"media_4711 refused\"}");

        UploadRequest request = request(SESSION, photo("holiday.jpg", "first"));
        ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, () -> session.uploadMedia(request));

        assertThat((ApplicationFailure) failure.getCause())
                .satisfies(cause -> assertThat(cause.getType()).isEqualTo(type))
                .hasMessageContaining("'holiday.jpg' was refused.");
    }

    @Test
    void theDraftIsStoredByReference() throws IOException {
        cloud.answer(
                200,
                "{\"code\":0,\"data\":{\"state\":{\"draft\":{\"t\":[{\"tt\":0,\"sg\":[{\"d\":2000}]}],\"d\":2000}}}}");

        TimelineSnapshot snapshot = session.readTimeline(new ReadTimeline(account.lease(0), SESSION));

        assertThat(snapshot.exportable()).isTrue();
        assertThat(Files.readString(store.path(snapshot.draft()))).contains("\"tt\":0");
    }

    @Test
    void aSessionThatTheBackendHasForgottenIsReportedAsLost() {
        cloud.answer(200, "{\"code\":1002,\"message\":\"session not found\"}");

        ActivityFailure failure = catchThrowableOfType(
                ActivityFailure.class, () -> session.readTimeline(new ReadTimeline(account.lease(0), SESSION)));

        assertThat(((ApplicationFailure) failure.getCause()).getType()).isEqualTo("SESSION_LOST");
    }

    @Test
    void withoutCreditsForAnUploadTheRegistrationLinkPreservesTheWork() throws IOException {
        BackendSession ofUser = new BackendSession("s1", Optional.of("task_7"), Optional.of("user 9"));
        cloud.answer(200, state("[]"));
        cloud.answer(200, "{\"code\":2001,\"message\":\"no credits\"}");

        UploadRequest request = request(ofUser, photo("a.jpg", "first"));
        ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, () -> session.uploadMedia(request));

        assertThat((ApplicationFailure) failure.getCause())
                .satisfies(cause -> assertThat(cause.getType()).isEqualTo("NO_CREDITS"))
                .hasMessageContaining("https://nemovideo.com/?bind=user%209");
    }

    @Test
    void withoutASessionTheRegistrationLinkHasNothingToBind() {
        cloud.answer(200, "{\"code\":2001,\"message\":\"no credits\"}");

        ActivityFailure failure = catchThrowableOfType(
                ActivityFailure.class, () -> session.openSession(new OpenSession(account.lease(0), "en")));

        assertThat(failure.getCause())
                .hasMessageContaining("https://nemovideo.com/")
                .hasMessageNotContaining("bind");
    }

    @Test
    void oldTurnsAreStoredWithAReferenceToThoseBefore() throws IOException {
        MediaRef before = new MediaRef("0".repeat(64), 1, "turns.json", "application/json");

        MediaRef document =
                session.archiveTurns(new ArchiveTurns("holiday", Optional.of(before), List.of(), List.of(), List.of()));

        assertThat(Payloads.mapper()
                        .readValue(store.path(document).toFile(), ArchiveTurns.class)
                        .previous())
                .contains(before);
    }

    @Test
    void filesWhoseContentTheSessionHasAreSkippedAndNamed() throws IOException {
        MediaRef photo = photo("a.jpg", "first");
        MediaRef copy = photo("copy of a.jpg", "first");
        MediaRef other = photo("b.jpg", "second");
        cloud.answer(200, state("[{\"filename\":\"a.jpg\",\"hash\":\"" + photo.sha256() + "\"}]"));
        cloud.answer(200, "{\"code\":0,\"data\":{\"files\":[{\"filename\":\"b.jpg\",\"hash\":\"h2\"}]}}");

        UploadReport report = session.uploadMedia(request(holding(photo), false, copy, other));

        assertThat(report.uploaded()).isEqualTo(FileNames.of(List.of(other)));
        assertThat(report.leftOut()).isEqualTo(FileNames.of(List.of(copy)));
        assertThat(uploads(report))
                .containsExactly(new UploadedMedia(photo, photo.sha256()), new UploadedMedia(other, "h2"));
        assertThat(cloud.requests()).as("a query and an upload").isEqualTo(2);
    }

    @Test
    void aFileNamedTwiceInOneRequestIsUploadedTwiceAndStoredOnce() throws IOException {
        MediaRef photo = photo("a.jpg", "first");
        String listed = "{\"filename\":\"a.jpg\",\"hash\":\"" + photo.sha256() + "\"}";
        String answer = "{\"code\":0,\"data\":{\"files\":[" + listed + "]}}";
        cloud.answer(200, state("[]"));
        cloud.answer(200, answer);
        cloud.answer(200, state("[" + listed + "]"));
        cloud.answer(200, answer);

        UploadReport report = session.uploadMedia(request(Optional.empty(), false, photo, photo));

        assertThat(uploads(report)).hasSize(2);
        assertThat(listings.files(report.kept())).containsExactly(photo);
        assertThat(cloud.requests()).isEqualTo(4);
    }

    @Test
    void aMissingListOfFilesIsReported() {
        MediaListing gone = new MediaListing(new MediaRef("0".repeat(64), 9, "files.json", "application/json"), 1);

        ActivityFailure failure = catchThrowableOfType(
                ActivityFailure.class,
                () -> session.uploadMedia(new UploadRequest(
                        account.lease(0), SESSION, gone, 0, false, Optional.empty(), Optional.empty())));

        assertThat((ApplicationFailure) failure.getCause())
                .satisfies(cause -> assertThat(cause.getType()).isEqualTo("MEDIA_MISSING"))
                .hasMessageContaining("files.json");
        assertThat(cloud.requests()).isZero();
    }

    private UploadRequest request(BackendSession whose, MediaRef... files) throws IOException {
        return new UploadRequest(
                account.lease(0), whose, listings.list(List.of(files)), 0, false, Optional.empty(), Optional.empty());
    }

    private UploadRequest request(Optional<MediaListing> held, boolean addDuplicates, MediaRef... files)
            throws IOException {
        return new UploadRequest(
                account.lease(0), SESSION, listings.list(List.of(files)), 0, addDuplicates, held, Optional.empty());
    }

    /** The list that a session holds after an upload of this file. */
    private Optional<MediaListing> holding(MediaRef file) throws IOException {
        return Optional.of(store.put(
                        Payloads.mapper()
                                .writeValueAsBytes(new ListingDocument<>(
                                        Optional.empty(), List.of(new UploadedMedia(file, file.sha256())))),
                        "files.json",
                        "application/json"))
                .map(document -> new MediaListing(document, 1));
    }

    private List<UploadedMedia> uploads(UploadReport report) throws IOException {
        return listings.uploads(report.held());
    }

    @Test
    void theEditsOfAnArchiveAreReadPageByPage() {
        MediaRef oldest =
                session.archiveTurns(archive(Optional.empty(), edit(1, Optional.empty()), edit(2, Optional.empty())));
        MediaRef newest =
                session.archiveTurns(archive(Optional.of(oldest), edit(3, Optional.of(2)), edit(4, Optional.empty())));

        EditHistory.Page first = session.readEdits(new ReadEdits(newest, 0));
        EditHistory.Page second =
                session.readEdits(new ReadEdits(newest, first.next().orElseThrow()));

        assertThat(first.edits())
                .extracting(EditRecord::number, EditRecord::latest)
                .containsExactly(tuple(1, 1), tuple(2, 3));
        assertThat(second.edits()).extracting(EditRecord::number).containsExactly(4);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void aMissingArchiveIsNotAnEmptyHistory() {
        MediaRef gone = new MediaRef("0".repeat(64), 1, "turns.json", "application/json");
        MediaRef newest = session.archiveTurns(archive(Optional.of(gone)));

        ActivityFailure failure =
                catchThrowableOfType(ActivityFailure.class, () -> session.readEdits(new ReadEdits(newest, 0)));

        assertThat((ApplicationFailure) failure.getCause())
                .satisfies(cause -> assertThat(cause.getType()).isEqualTo("MEDIA_MISSING"))
                .hasMessageContaining("turns.json");
    }

    private static ArchiveTurns archive(Optional<MediaRef> previous, Turn... turns) {
        return new ArchiveTurns("holiday", previous, List.of(turns), List.of(), List.of());
    }

    /** A completed turn with a long text: a document holds two such turns. */
    private static Turn edit(int number, Optional<Integer> replayOf) {
        TurnSpec.Edit spec = new TurnSpec.Edit("亮".repeat(7_500), Optional.empty(), replayOf);
        return Turn.queued(number, number, spec, Optional.empty())
                .at(new TurnHeader(number, number, TurnStatus.DONE, "did", Optional.empty(), false));
    }

    private MediaRef photo(String name, String content) throws IOException {
        return store.put(content.getBytes(StandardCharsets.UTF_8), name, "image/jpeg");
    }

    private static String state(String videoInfos) {
        return "{\"code\":0,\"data\":{\"state\":{\"draft\":{},\"video_infos\":" + videoInfos + "}}}";
    }
}
