package io.longtake.studio.understand;

import io.longtake.studio.language.Language;
import io.longtake.studio.understand.span.Lexicon;
import io.longtake.studio.understand.span.NormalText;
import io.longtake.studio.understand.span.Quotes;
import io.longtake.studio.understand.span.Token;
import io.longtake.studio.understand.template.Clause;
import io.longtake.studio.understand.template.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a message about a scene.
 *
 * <p>The message is divided into clauses. A template of the language covers a whole clause, so that nothing has to be excluded:
 * with one more word the clause is another one. Clauses that no template covers are left to {@link WishReader}, together with the
 * clauses that a mere "and" joins with them.
 */
public final class Understanding {
    private final String message;
    private final Scene scene;
    private final LastRequest earlier;
    private final Wording wording;
    private final ClipSpans clips;
    private final List<Wish> wishes = new ArrayList<>();
    private final List<Wish> last = new ArrayList<>();
    private final List<Wish.Ref> mentioned = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<Clarification> questions = new ArrayList<>();
    private final List<Question> asked = new ArrayList<>();

    private Understanding(String message, Scene scene, Language language) {
        this.scene = scene;
        this.earlier = new LastRequest(scene);
        this.wording = Wording.of(language);
        this.clips = new ClipSpans(scene.media(), wording);
        String bare = wording.hasFirstReader()
                ? clips.withoutPossessives(TitleWords.quoted(message, scene.titles()))
                : message;
        this.message = Pronouns.resolved(bare, wording, clips);
    }

    public static Reading read(String message, Scene scene) {
        return read(message, scene, Languages.of(message, scene));
    }

    /** @param language that of the message */
    public static Reading read(String message, Scene scene, Language language) {
        Understanding understanding = new Understanding(message, scene, language);
        if (!understanding.wording.hasFirstReader()) {
            return understanding.reading();
        }
        Reading reading = understanding.reading();
        boolean whole = reading.refusals().stream().noneMatch(Remark.NotUnderstood.class::isInstance);
        // "Ohne Musik" is understood; of "no añadas el título" only the title is.
        return (whole ? Optional.<Remark>empty() : OtherLanguages.of(message).map(Remark.class::cast))
                .map(other -> new Reading(List.of(), List.of(other), List.of(), Language.ENGLISH))
                .orElse(reading);
    }

    /** Where the one clip that is all of {@code words} stands in the film, from 1: "the second one", "the cat". */
    public static Optional<Integer> clip(String words, Scene scene) {
        Language language = Languages.isChinese(words)
                ? Language.CHINESE
                : Languages.conversation(scene).orElse(Language.ENGLISH);
        Wording wording = Wording.of(language);
        String text = wording.normal(words, List.of()).text().strip();
        return new ClipSpans(scene.media(), wording)
                .single(text, 0).stream()
                        .filter(it -> it.end() == text.length())
                        .map(it -> ((Wish.Target) it.value()).clips().get(0))
                        .findFirst()
                        .flatMap(scene::position);
    }

    private Reading reading() {
        List<Quotes.Quote> quotes = Quotes.of(message);
        NormalText normal = wording.normal(message, quotes);
        String text = normal.text();
        if (text.isBlank()) {
            return unread();
        }
        MessageSpans spans = new MessageSpans(message, normal, quotes, clips, wording);
        List<Clause> clauses = left(admitted(Coverage.of(wording.grammar(), spans, text), spans, text), text);
        boolean noneRead = clauses.stream().noneMatch(Clause.Read.class::isInstance);
        if (noneRead) {
            return unread();
        }
        int from = -1;
        int to = -1;
        String before = "";
        for (Clause clause : clauses) {
            String name = "";
            if (clause instanceof Clause.Read read) {
                boolean follows = Instructions.mayFollow(read.template().instruction(), before, clauses.size() == 1);
                if (follows && from >= 0 && understood(read, spans, clauses.size() == 1, true)) {
                    // What was left over before this clause is carried out before it.
                    leave(spans.original(from, to));
                    from = -1;
                }
                if (follows && from < 0 && understood(read, spans, clauses.size() == 1, false)) {
                    name = read.template().instruction();
                }
            }
            if (name.isEmpty()) {
                from = from < 0 ? clause.start() : from;
                to = clause.end();
            }
            before = name;
        }
        if (from >= 0) {
            leave(spans.original(from, to));
        }
        wishes.addAll(last);
        return new Reading(
                wishes,
                remarks,
                questions.stream().map(it -> it.within(message)).toList(),
                wording.language(),
                List.of(),
                asked);
    }

    /** The reading of a message of which no template covers a clause. */
    private Reading unread() {
        if (wording.hasFirstReader()) {
            return WishReader.read(message, scene, true, List.of());
        }
        List<Remark> all = message.isBlank() ? List.of() : List.of(new Remark.NotUnderstood(message.strip()));
        return new Reading(List.of(), all, List.of(), wording.language());
    }

    /** The clauses; one that only goes on about another one, which is not there, as another template or none reads it. */
    private List<Clause> admitted(List<Clause> divided, MessageSpans spans, String text) {
        List<Clause> clauses =
                divided.stream().filter(it -> !isCourtesy(it, text)).toList();
        List<Clause> all = new ArrayList<>();
        String before = "";
        for (Clause clause : clauses) {
            Clause next = clause;
            if (clause instanceof Clause.Read read && !follows(read, before, clauses)) {
                String earlier = before;
                next = Coverage.readings(wording.grammar(), spans, text, clause).stream()
                        .filter(it -> follows(it, earlier, clauses))
                        .findFirst()
                        .<Clause>map(it -> it)
                        .orElseGet(() -> new Clause.Unread(clause.start(), clause.end(), clause.joined()));
            }
            before = next instanceof Clause.Read read ? read.template().instruction() : "";
            all.add(next);
        }
        return all;
    }

    private static boolean follows(Clause.Read clause, String before, List<Clause> clauses) {
        return Instructions.mayFollow(clause.template().instruction(), before, clauses.size() == 1);
    }

    /** ", por favor": nothing but words that may stand anywhere. */
    private boolean isCourtesy(Clause clause, String text) {
        return clause instanceof Clause.Unread
                && !wording.hasFirstReader()
                && Coverage.starts(wording.grammar(), text, clause.start()).stream()
                        .anyMatch(at -> at >= clause.end());
    }

    /**
     * Adds what a clause says.
     *
     * @param trial only tries whether the template holds in this scene
     */
    private boolean understood(Clause.Read clause, MessageSpans spans, boolean whole, boolean trial) {
        Said said = new Said(scene, earlier, whole, wishes, last, remarks, questions, mentioned, asked, wording);
        return new Instructions(trial ? said.trial() : said)
                .add(clause.template().instruction(), clause.slots(), spans.original(clause.start(), clause.end()));
    }

    private void leave(String words) {
        if (!wording.hasFirstReader()) {
            remarks.add(new Remark.NotUnderstood(words));
            return;
        }
        Reading rest = WishReader.read(words, scene, false, wishes);
        wishes.clear();
        wishes.addAll(rest.instructions());
        remarks.addAll(rest.refusals());
    }

    /** "Faster, but not the music". */
    private static boolean keeps(Clause clause) {
        return clause instanceof Clause.Read read
                && read.template().instruction().equals("keep-all");
    }

    /** Whether a clause has a verb of its own: "make it vertical". */
    private boolean begins(Clause clause, String text) {
        return Coverage.starts(wording.grammar(), text, clause.start()).stream().anyMatch(at -> Lexicon.words()
                .longestAt(text, at)
                .filter(it -> Clauses.isVerb(it.term().kind())
                        || it.term().kind() == Token.Kind.OPENS
                        || it.term().kind() == Token.Kind.CLOSES)
                .isPresent());
    }

    /**
     * "Remove the cat and the title": what "and" joins with words that no template covers is left with them, and so is what goes on
     * about the motion of the clause before: "zoom in on the first, out on the second".
     */
    private List<Clause> left(List<Clause> clauses, String text) {
        List<Clause> all = new ArrayList<>(clauses);
        if (!wording.hasFirstReader()) {
            // "Quita el marco y la música": what goes on behind words that nobody understood may be wanted or not.
            for (int i = 0; i + 1 < all.size(); i++) {
                Clause next = all.get(i + 1);
                if (all.get(i) instanceof Clause.Unread && next.joined()) {
                    all.set(i + 1, new Clause.Unread(next.start(), next.end(), true));
                }
            }
            return all;
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i + 1 < all.size(); i++) {
                Clause one = all.get(i);
                Clause next = all.get(i + 1);
                boolean apart = (one instanceof Clause.Read) == (next instanceof Clause.Read);
                boolean goesOn = Ellipsis.goesOnAboutMotion(text.substring(next.start(), next.end()));
                if (!apart && !keeps(next) && (goesOn || (next.joined() && !begins(next, text)))) {
                    all.set(i, new Clause.Unread(one.start(), one.end(), one.joined()));
                    all.set(i + 1, new Clause.Unread(next.start(), next.end(), next.joined()));
                    changed = true;
                }
            }
        }
        return all;
    }
}
