package io.longtake.studio.apply;

import io.longtake.studio.direct.Director;
import io.longtake.studio.film.Film;
import io.longtake.studio.language.Language;
import io.longtake.studio.language.Phrases;
import io.longtake.studio.reply.AlreadySo;
import io.longtake.studio.reply.Answers;
import io.longtake.studio.reply.Asked;
import io.longtake.studio.reply.Changes;
import io.longtake.studio.reply.Remarks;
import io.longtake.studio.reply.ShotPlans;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.saliency.SaliencyCache;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.MusicWish.Source;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import io.longtake.studio.timeline.Words;
import io.longtake.studio.understand.Brief;
import io.longtake.studio.understand.Clarification;
import io.longtake.studio.understand.Languages;
import io.longtake.studio.understand.Question;
import io.longtake.studio.understand.Reading;
import io.longtake.studio.understand.Remark;
import io.longtake.studio.understand.Scene;
import io.longtake.studio.understand.Spelling;
import io.longtake.studio.understand.Understanding;
import io.longtake.studio.understand.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a message, carries out its requests and composes the reply. */
public final class SentenceEditor implements Editor {
    private static final int MAX_MESSAGE = 4000;
    /** Of an answer together with what it stands for: each may be a whole message. */
    private static final int MAX_REQUEST = 3 * MAX_MESSAGE;

    private final Saliency saliency;

    public SentenceEditor() {
        this(SaliencyCache.OF_FILES);
    }

    public SentenceEditor(Saliency saliency) {
        this.saliency = saliency;
    }

    @Override
    public EditResult edit(Optional<Timeline> earlier, List<MediaItem> media, String words, long seed) {
        // A question is answered by the next message or not at all.
        Optional<Timeline> before = earlier.map(it -> it.asking(List.of()));
        Scene scene = new Scene(media, before);
        Scene asking = new Scene(media, earlier);
        if (words.isBlank()) {
            Language language = Languages.conversation(scene).orElse(Language.ENGLISH);
            return EditResult.refusal(before, language.phrases().of("message.empty"));
        }
        if (words.length() > MAX_MESSAGE) {
            Language language = Languages.of(words.substring(0, MAX_MESSAGE), scene);
            return tooLong(before, words, MAX_MESSAGE, language.phrases());
        }
        String message = Answered.request(asking, words);
        Brief brief = Brief.of(message, media);
        Phrases phrases = phrases(brief, message, scene);
        if (message.length() > MAX_REQUEST) {
            return tooLong(before, message, MAX_REQUEST, phrases);
        }
        if (brief.fault().isPresent()) {
            return EditResult.refusal(before, Remarks.sentence(brief.fault().get(), phrases));
        }
        ShotPlans plans = new ShotPlans(media, saliency, seed);
        Language language = Languages.of(brief.sentences(), scene);
        Spelling spelling = Spelling.of(brief.sentences(), language, media, scene.titles());
        Question.Asked asked = Question.in(spelling.text(), language);
        if (!asked.questions().isEmpty() && asked.rest().isEmpty()) {
            return EditResult.inWords(before, joined(Answers.to(asked.questions(), before, plans, phrases), phrases));
        }
        if (media.stream().noneMatch(item -> item.kind() != MediaItem.Kind.AUDIO)) {
            String reply = phrases.of("message.no-pictures");
            return EditResult.inWords(before, reply).reading(true, List.of(reply));
        }
        Reading reading = Understanding.read(asked.rest(), scene, language)
                .with(brief, language(brief, message, scene))
                .with(spelling);
        List<Question> questions = Stream.concat(asked.questions().stream(), reading.asked().stream())
                .distinct()
                .toList();
        EditResult done = new Edit(before, plans, reading, asked.rest(), seed).result();
        if (questions.isEmpty()) {
            return done;
        }
        List<String> sentences = new ArrayList<>();
        if (!reading.instructions().isEmpty() || !reading.refusals().isEmpty()) {
            sentences.add(done.reply());
        }
        sentences.addAll(Answers.to(questions, done.after(), plans, phrases));
        return done.reading(true, done.refused()).saying(joined(sentences, phrases));
    }

    private static EditResult tooLong(Optional<Timeline> before, String message, int most, Phrases phrases) {
        return EditResult.refusal(
                before,
                phrases.of(
                        "message.too-long",
                        "length",
                        Integer.toString(message.length()),
                        "most",
                        Integer.toString(most)));
    }

    /** In a JSON brief every word is enclosed in quotation marks, so they do not count as quotations. */
    private static Language language(Brief brief, String message, Scene scene) {
        if (brief.isJson(message)) {
            return Languages.isChinese(message.replace('"', ' ')) ? Language.CHINESE : Language.ENGLISH;
        }
        return Languages.of(message, scene);
    }

    private static Phrases phrases(Brief brief, String message, Scene scene) {
        return language(brief, message, scene).phrases();
    }

    private static String joined(List<String> sentences, Phrases phrases) {
        return phrases.joined("sentences", sentences);
    }

    /** The processing of one message. */
    private static final class Edit {
        private final Optional<Timeline> before;
        private final ShotPlans plans;
        private final List<MediaItem> media;
        private final Reading reading;
        private final Phrases phrases;
        private final String message;
        private final long seed;
        private final List<Remark> remarks;
        private final List<Wish> idle = new ArrayList<>();
        private Timeline timeline;
        private Arrangement current;
        private Places places;
        private boolean done;

        Edit(Optional<Timeline> before, ShotPlans plans, Reading reading, String message, long seed) {
            this.before = before;
            this.plans = plans;
            this.media = plans.media();
            this.reading = reading;
            this.phrases = reading.language().phrases();
            this.message = message;
            this.seed = seed;
            this.remarks = new ArrayList<>(reading.refusals());
            this.timeline = before.orElseGet(() -> Timeline.of(Arrangement.of(Clip.ofAll(media))));
            this.current = timeline.now();
            this.places = Places.of(current.clips());
        }

        EditResult result() {
            if (!reading.questions().isEmpty()) {
                return asked(reading.questions().get(0));
            }
            for (Wish wish : reading.instructions()) {
                int refused = remarks.size();
                Arrangement earlier = current;
                execute(wish);
                boolean carriedOut = remarks.size() == refused;
                boolean left = wish instanceof Wish.LeaveAsIs && before.isPresent();
                done |= carriedOut && !left;
                if (carriedOut && current.equals(earlier)) {
                    idle.add(wish);
                }
            }
            ownLengths();
            boolean understood = reading.isUnderstood();
            if (done && reading.instructions().stream().noneMatch(Consequences::steps)) {
                current = current.withClips(withNewOnes(current.clips(), timeline.undone()));
            }
            if (before.isEmpty() && !done) {
                return EditResult.inWords(before, reply(List.of())).reading(understood, refused());
            }
            Optional<Clarification> harm =
                    before.flatMap(it -> Consequences.of(it.now(), current, media, reading.instructions()));
            if (harm.isPresent()) {
                return asked(harm.get());
            }
            List<String> refused = keepTitlesApart();
            Timeline after = after();
            int shown = Director.shown(current, media).size();
            if (shown < current.clips().size()) {
                remarks.add(new Remark.NotAllShown(shown, current.clips().size()));
            }
            unusedMusic(after.now());
            List<Remark> told = before.map(it -> plans.remarks(it.now())).orElse(List.of());
            plans.remarks(after.now()).stream()
                    .filter(remark -> !told.contains(remark))
                    .forEach(remarks::add);
            boolean set = before.map(it -> !it.now().equals(after.now())).orElse(false);
            onTheGrid(after.now());
            if (set && remarks.isEmpty() && plans.same(before.orElseThrow().now(), after.now())) {
                remarks.add(new Remark.NoEffect());
            }
            List<String> already = already(after.now());
            return new EditResult(
                            Optional.of(after),
                            reply(told(after, already)),
                            remarks.isEmpty()
                                    && reading.corrections().isEmpty()
                                    && already.isEmpty()
                                    && !before.map(Timeline::now).equals(Optional.of(after.now())),
                            Optional.empty())
                    .reading(understood, refused);
        }

        /**
         * Moves titles that would cover others, and removes those for which there is no room.
         *
         * @return what is refused, these included; the remarks that follow are about what is carried out
         */
        private List<String> keepTitlesApart() {
            Duration length = Director.length(current, media);
            Optional<Arrangement> earlier = before.map(Timeline::now);
            List<Film.Title> captions = ClipCaptions.shown(current, media, seed);
            boolean asBefore = earlier.filter(it -> it.titles().equals(current.titles())
                            && it.ratio() == current.ratio()
                            && Director.length(it, media).equals(length)
                            && ClipCaptions.shown(it, media, seed).equals(captions))
                    .isPresent();
            if (asBefore) {
                return refused();
            }
            TitlesApart titles = new TitlesApart(current.ratio().canvas(), length, captions, remarks);
            // What "undo" restored stays as it was, so that "redo" remains possible.
            boolean restored =
                    reading.instructions().stream().anyMatch(Edit::goesBack) && current.equals(timeline.now());
            if (!restored) {
                current = current.withTitles(titles.of(current.titles()));
            }
            List<String> refused = refused();
            titles.report(earlier, current);
            ClipCaptions.report(earlier, current, remarks);
            return refused;
        }

        private List<String> refused() {
            return Remark.together(remarks).stream()
                    .filter(remark -> !(remark instanceof Remark.TitleLater))
                    .map(remark -> Remarks.sentence(remark, phrases))
                    .toList();
        }

        /** "The first two 5 seconds each, the others 3": where a message gives each clip a length, the film's is their sum. */
        private void ownLengths() {
            List<Clip> earlier = before.map(it -> it.now().clips()).orElse(List.of());
            boolean each = current.clips().size() > 1
                    && current.clips().stream().allMatch(Edit::hasOwnLength)
                    && earlier.stream().noneMatch(Edit::hasOwnLength);
            boolean told = reading.instructions().stream().anyMatch(Wish.SetLength.class::isInstance);
            if (each && !told && reading.instructions().stream().anyMatch(Wish.SetClipLength.class::isInstance)) {
                current = current.withLength(new Arrangement.Length.Automatic());
            }
        }

        private static boolean hasOwnLength(Clip clip) {
            return clip.length() instanceof Arrangement.Length.Exactly;
        }

        /** The timeline with this message as the one that led to it. */
        private Timeline after() {
            Timeline after = before.isEmpty() ? Timeline.of(current) : timeline.with(current);
            boolean edited = before.isEmpty() || !before.get().now().equals(after.now());
            return edited && reading.instructions().stream().noneMatch(Edit::goesBack) ? after.saying(message) : after;
        }

        private static boolean goesBack(Wish wish) {
            return Consequences.steps(wish) && !(wish instanceof Wish.StartOver);
        }

        /** Asks and changes nothing. */
        private EditResult asked(Clarification clarification) {
            Asked question = Asked.of(clarification, anyway(), phrases);
            return new EditResult(
                    before.map(it -> it.asking(question.choices())),
                    question.reply(phrases),
                    false,
                    Optional.of(question));
        }

        /** The request that does what the message says although clips are left out. */
        private String anyway() {
            String request = message.strip().replaceAll("[.。!！,，;；]+$", "");
            return phrases.of("request.leave-out", "request", request);
        }

        /** Reports a length that was asked for and is not a multiple of a tenth of a second. */
        private void onTheGrid(Arrangement after) {
            boolean told = reading.instructions().stream().anyMatch(Wish.SetLength.class::isInstance);
            if (told && after.length() instanceof Arrangement.Length.Exactly exactly) {
                Duration made = Director.length(after, media);
                if (!made.equals(exactly.length())) {
                    remarks.add(new Remark.OnTheGrid(exactly.length(), made));
                }
            }
        }

        /** Reports an uploaded sound that the film does not use: once, at the first edit, or when other music replaced it. */
        private void unusedMusic(Arrangement after) {
            Optional<String> made = reading.instructions().stream()
                    .filter(Wish.SetMusic.class::isInstance)
                    .findFirst()
                    .filter(any -> after.music().source() instanceof Source.Made)
                    .map(any -> Words.mood(((Source.Made) after.music().source()).mood(), phrases))
                    .map(mood -> phrases.of("made-music", "mood", mood));
            boolean silence = reading.instructions().stream().anyMatch(Wish.NoMusic.class::isInstance);
            boolean replaced = before.isPresent()
                    && (made.isEmpty() || before.get().now().music().source() instanceof Source.Own);
            if (silence || replaced) {
                return;
            }
            Optional<String> used =
                    after.music().source() instanceof Source.Own own ? Optional.of(own.media()) : Optional.empty();
            media.stream()
                    .filter(item -> item.kind() == MediaItem.Kind.AUDIO)
                    .filter(item -> !used.equals(Optional.of(item.id())))
                    .forEach(item -> remarks.add(new Remark.OwnMusicUnused(item.name(), made)));
        }

        private void execute(Wish wish) {
            if (wish instanceof Wish.Undo) {
                step(timeline.with(current).withUndo(), new Remark.NothingToUndo());
                if (!reading.instructions().stream().allMatch(Consequences::steps)) {
                    // The last edit is made again: what it appended stays.
                    current = current.withClips(withNewOnes(current.clips(), List.of()));
                    places = Places.of(current.clips());
                }
            } else if (wish instanceof Wish.UndoAll) {
                step(timeline.with(current).withUndo(), new Remark.NothingToUndo());
                Optional<Timeline> earlier = timeline.withUndo();
                while (earlier.isPresent()) {
                    step(earlier, new Remark.NothingToUndo());
                    earlier = timeline.withUndo();
                }
            } else if (wish instanceof Wish.Redo) {
                step(timeline.with(current).withRedo(), new Remark.NothingToRedo());
            } else if (wish instanceof Wish.StartOver) {
                current = Arrangement.of(Clip.ofAll(media));
                places = Places.of(current.clips());
            } else if (!(wish instanceof Wish.Make || wish instanceof Wish.LeaveAsIs)) {
                Arranger arranger = new Arranger(current, places, media, seed, remarks);
                arranger.execute(wish);
                current = arranger.plan();
                places = arranger.places();
            }
        }

        private void step(Optional<Timeline> next, Remark none) {
            if (next.isEmpty()) {
                remarks.add(none);
                return;
            }
            timeline = next.get();
            current = timeline.now();
            places = Places.of(current.clips());
        }

        /**
         * Appends the clips uploaded since the last edit; clips removed earlier stay removed.
         *
         * @param undone states whose clips are not new either
         */
        private List<Clip> withNewOnes(List<Clip> clips, List<Arrangement> undone) {
            Set<String> known = new HashSet<>();
            Stream.of(timeline.past().stream(), undone.stream(), Stream.of(timeline.now(), current))
                    .flatMap(it -> it)
                    .forEach(plan -> plan.clips().forEach(clip -> known.add(clip.media())));
            List<Clip> all = new ArrayList<>(clips);
            Clip.ofAll(media).stream()
                    .filter(clip -> !known.contains(clip.media()))
                    .forEach(all::add);
            return all;
        }

        /**
         * The requested properties that were already in place before the message, except those that another request of it
         * changed.
         */
        private List<String> already(Arrangement after) {
            List<String> changed = before.map(it -> Changes.between(it.now(), after, plans, phrases))
                    .orElse(List.of());
            return idle.stream()
                    .map(wish -> before.isEmpty()
                            ? AlreadySo.ofFirst(wish, after, plans, phrases)
                            : AlreadySo.words(wish, after, plans, phrases))
                    .flatMap(Optional::stream)
                    .distinct()
                    .filter(words -> changed.stream().noneMatch(words::equals))
                    .toList();
        }

        private List<String> told(Timeline after, List<String> already) {
            if (before.isEmpty()) {
                return List.of(Changes.made(after.now(), plans, already, phrases));
            }
            String how = phrases.joined("semicolon", already);
            List<String> changes = Changes.between(before.get().now(), after.now(), plans, phrases);
            if (!changes.isEmpty()) {
                List<String> sentences = new ArrayList<>();
                sentences.add(phrases.of("done", "changes", phrases.joined("semicolon", changes)));
                if (!already.isEmpty()) {
                    sentences.add(phrases.of("already-set", "what", how));
                }
                return sentences;
            }
            if (!remarks.isEmpty() || reading.instructions().isEmpty()) {
                return List.of();
            }
            if (reading.instructions().stream().allMatch(Wish.LeaveAsIs.class::isInstance)) {
                return List.of(phrases.of("nothing-changed"));
            }
            return List.of(how.isEmpty() ? phrases.of("already-so") : phrases.of("already-so.what", "what", how));
        }

        private String reply(List<String> told) {
            List<String> sentences = new ArrayList<>(told);
            Remark.together(remarks).stream()
                    .limit(5)
                    .forEach(remark -> sentences.add(Remarks.sentence(remark, phrases)));
            if (sentences.isEmpty()) {
                sentences.add(phrases.of("message.no-instruction"));
            }
            if (!reading.corrections().isEmpty()) {
                sentences.add(Remarks.read(reading.corrections(), phrases));
            }
            return joined(sentences, phrases);
        }
    }
}
