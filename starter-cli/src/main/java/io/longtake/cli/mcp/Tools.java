package io.longtake.cli.mcp;

import static io.longtake.cli.mcp.Parameter.option;
import static io.longtake.cli.mcp.Parameter.positional;

import io.longtake.cli.mcp.Parameter.Kind;
import io.longtake.cli.mcp.Tool.Effect;
import io.longtake.cli.mcp.Tool.Follows;
import java.util.List;
import java.util.Optional;

/** The tools. */
final class Tools {
    private static final Parameter SESSION = positional("session", Kind.TEXT, "Name of the session.");
    private static final Parameter REQUEST_ID = option(
            "request_id",
            Kind.TEXT,
            "An ID that you choose for this request, such as a UUID. A repeated call with the same ID and arguments reports"
                    + " the result of the first one and starts nothing, for 7 days. Letters, digits and . _ : -");
    private static final Parameter MAX_CREDITS =
            option("max_credits", Kind.NUMBER, "Limit for the cost of the edits, in credits.");
    private static final Parameter OVERWRITE = option("overwrite", Kind.FLAG, "Replace an existing file.");
    private static final Parameter SOURCES = positional(
            "files",
            Kind.SOURCES,
            "Paths or http(s) addresses of images (JPG, PNG, WEBP, HEIC, GIF), videos and music; up to 200 MB each.");
    private static final Parameter FILM =
            option("output", Kind.OUTPUT, "Path of the MP4 file to write.").mandatory();
    private static final Parameter RATIO =
            option("ratio", Kind.TEXT, "Aspect ratio of the film.").oneOf("16:9", "9:16", "1:1", "4:5");
    private static final Parameter SKIP_BAD =
            option("skip_bad", Kind.FLAG, "Leave out files that can't be used, instead of refusing the request.");

    private static final List<Tool> ALL = List.of(
            new Tool(
                    "make",
                    "Make a film",
                    "Makes a film from images, videos and music: uploads them, edits by the prompt, renders, and writes an MP4"
                            + " file (1080p, with sound). Takes minutes for a long film. If it is not finished when the call"
                            + " returns, the result has the status 'running': call 'wait' with its session.",
                    Effect.CHANGES,
                    Follows.JOB,
                    "",
                    List.of(
                            SOURCES,
                            option(
                                    "prompt",
                                    Kind.TEXT,
                                    "What to make, in words: length, motion, music, titles. Concrete instructions work best."),
                            FILM,
                            option("session", Kind.TEXT, "Session to use; default: a new one."),
                            RATIO,
                            OVERWRITE,
                            SKIP_BAD,
                            MAX_CREDITS,
                            REQUEST_ID)),
            new Tool(
                    "new",
                    "Start a session",
                    "Starts an empty session, to which files can be uploaded.",
                    Effect.ADDS,
                    Follows.NOTHING,
                    "",
                    List.of(SESSION.optional())),
            new Tool(
                    "upload",
                    "Add files to a session",
                    "Uploads images, videos and music to a session. Use 'edit' to say what to do with them.",
                    Effect.ADDS,
                    Follows.TURN,
                    "",
                    List.of(SESSION, SOURCES, SKIP_BAD, REQUEST_ID)),
            new Tool(
                    "edit",
                    "Edit a film",
                    "Changes the film of a session by a prompt, such as 'add a title \"Summer\"' or 'make it 30 seconds'. The"
                            + " result says what was done; use 'export' to get the new film.",
                    Effect.CHANGES,
                    Follows.TURN,
                    "",
                    List.of(
                            SESSION,
                            positional("prompt", Kind.TEXT, "What to change, in words."),
                            option(
                                    "yes",
                                    Kind.FLAG,
                                    "Confirm in advance an edit that would hide pictures. Only if the user wants that."),
                            MAX_CREDITS,
                            REQUEST_ID)),
            new Tool(
                    "export",
                    "Export the film",
                    "Renders the film of a session and writes it to an MP4 file.",
                    Effect.CHANGES,
                    Follows.JOB,
                    "",
                    List.of(
                            SESSION,
                            FILM,
                            option(
                                    "render",
                                    Kind.TEXT,
                                    "Finished render whose film to write again, without rendering."),
                            OVERWRITE,
                            REQUEST_ID)),
            new Tool(
                    "status",
                    "Show the timeline",
                    "Shows the tracks of a session's film and its length.",
                    Effect.READS,
                    Follows.NOTHING,
                    "",
                    List.of(SESSION)),
            new Tool(
                    "show",
                    "Show a session",
                    "Shows everything about a session: timeline, edits and their results, renders, and what it is doing now.",
                    Effect.READS,
                    Follows.NOTHING,
                    "",
                    List.of(
                            SESSION,
                            option("turns", Kind.TEXT, "Only these turns: FROM..TO; either end is optional."))),
            new Tool(
                    "sessions",
                    "List the sessions",
                    "Lists the sessions, the last changed first.",
                    Effect.READS,
                    Follows.NOTHING,
                    "sessions",
                    List.of()),
            new Tool(
                    "wait",
                    "Wait for a session",
                    "Waits until a session has finished its work, and reports the result of its latest job. If the work is not"
                            + " finished when the call returns, the result has the status 'running': call the tool again.",
                    Effect.COMPLETES,
                    Follows.JOB,
                    "",
                    List.of(SESSION)),
            new Tool(
                    "cancel",
                    "Cancel work",
                    "Cancels the work of a session: all of it, its edits, or its exports. Nothing else stops work.",
                    Effect.CHANGES_ONCE,
                    Follows.NOTHING,
                    "",
                    List.of(
                            SESSION,
                            positional("what", Kind.TEXT, "What to cancel; default: everything.")
                                    .optional()
                                    .oneOf("edit", "export"))),
            new Tool(
                    "reconcile",
                    "Resolve unknown outcomes",
                    "Checks the backend again for work whose outcome is unknown. Without 'resolution' nothing is sent again."
                            + " Ask the user before 'finish', which may be charged again, and before 'cancel'.",
                    Effect.CHANGES,
                    Follows.NOTHING,
                    "findings",
                    List.of(
                            SESSION.optional(),
                            new Parameter(
                                    "resolution",
                                    Kind.TEXT,
                                    "--",
                                    false,
                                    "For what stays unknown: adopt what the backend has; finish (send the edit again, which may"
                                            + " be charged again); cancel; go-on (leave it unknown and continue the queue).",
                                    List.of("adopt", "finish", "cancel", "go-on")))),
            new Tool(
                    "rebuild",
                    "Rebuild a forgotten session",
                    "Starts a new backend session for a session that the backend no longer has, and uploads its files again.",
                    Effect.CHANGES,
                    Follows.JOB,
                    "",
                    List.of(
                            SESSION,
                            option("replay_edits", Kind.FLAG, "Make the edits again, which may be charged again."),
                            option("yes", Kind.FLAG, "The user has agreed that edits may be charged again."),
                            MAX_CREDITS,
                            REQUEST_ID)),
            new Tool(
                    "batch",
                    "Make many films",
                    "Makes one film for each row of a manifest (CSV or JSON with file, prompt, output, ratio) or each image in a"
                            + " folder. The same call again makes what is missing, and reports everything.",
                    Effect.CHANGES_ONCE,
                    Follows.NOTHING,
                    "",
                    List.of(
                            positional("manifest", Kind.MANIFEST, "Path of the manifest, or of a folder of images."),
                            option("prompt", Kind.TEXT, "Prompt for rows that have none."),
                            option("output_dir", Kind.OUTPUT, "Folder for the films; default: the manifest's folder."),
                            option("session", Kind.TEXT, "Name of the batch; the names of its sessions start with it."),
                            RATIO,
                            option("lanes", Kind.COUNT, "Number of rows in progress at a time, 1 to 16; default: 1."),
                            option("dry_run", Kind.FLAG, "Check and show the plan; start nothing."),
                            OVERWRITE,
                            SKIP_BAD,
                            MAX_CREDITS)),
            new Tool(
                    "preview",
                    "Look at the film",
                    "Returns a contact sheet of a session's timeline as a picture. Nothing is rendered, and it costs nothing.",
                    Effect.COMPLETES,
                    Follows.NOTHING,
                    "",
                    List.of(SESSION, option("output", Kind.OUTPUT, "Also write the picture to this PNG file."))),
            new Tool(
                    "credits",
                    "Show the balance",
                    "Shows the credits of a session's account, or of the selected backend's account.",
                    Effect.ASKS,
                    Follows.NOTHING,
                    "",
                    List.of(SESSION.optional())));

    private Tools() {}

    static List<Tool> all() {
        return ALL;
    }

    static Optional<Tool> named(String name) {
        return ALL.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }
}
