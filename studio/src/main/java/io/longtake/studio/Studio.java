package io.longtake.studio;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.longtake.studio.account.AccountRoutes;
import io.longtake.studio.account.Accounts;
import io.longtake.studio.chat.ChatRoute;
import io.longtake.studio.chat.Chats;
import io.longtake.studio.chat.Messages;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.database.Database;
import io.longtake.studio.database.DatabaseException;
import io.longtake.studio.fault.Faults;
import io.longtake.studio.http.Action;
import io.longtake.studio.http.Gateway;
import io.longtake.studio.http.Gateway.Kind;
import io.longtake.studio.ledger.Ledger;
import io.longtake.studio.page.ClaimRoute;
import io.longtake.studio.project.Projects;
import io.longtake.studio.project.SessionRoutes;
import io.longtake.studio.render.FilmShelf;
import io.longtake.studio.render.RenderQueue;
import io.longtake.studio.render.RenderRoutes;
import io.longtake.studio.render.Renders;
import io.longtake.studio.upload.UploadRoute;
import java.io.IOException;
import java.util.List;

/**
 * A local backend that implements the contract: it listens, edits and renders until it is closed. The effects of answered
 * requests survive a crash; a later studio on the same folder resumes the accepted messages and renders.
 */
public final class Studio implements AutoCloseable {
    private static final long MAX_BODY_BYTES = 32L * 1024 * 1024;

    private final StudioConfig config;
    private final DataFolder folder;
    private final Database database;
    private final Ledger ledger;
    private final Chats chats;
    private final RenderQueue queue;
    private final FileServer files;
    private final Javalin server;

    private Studio(StudioConfig config, StudioComponents parts, DataFolder folder, Database database, Ledger ledger) {
        this.config = config;
        this.folder = folder;
        this.database = database;
        this.ledger = ledger;
        Faults faults = new Faults(Faults.only(config.seed(), config.chats().silentShare()));
        Accounts accounts = new Accounts(database, config.prices(), parts.clock());
        Projects projects = new Projects(database, folder.media(), config.seed(), parts.clock());
        Messages messages = new Messages(database, config.prices().edit(), parts.clock());
        Renders renders = new Renders(database, config.renders().linkLife(), parts.clock());
        this.chats = new Chats(messages, projects, parts.editor(), faults, config.chats());
        this.queue = new RenderQueue(
                renders, projects, parts.renderer(), faults, new FilmShelf(folder.films()), folder.work());
        this.files = new FileServer(projects, renders, queue, config.listen(), faults);

        Gateway gateway = new Gateway(ledger, accounts, faults);
        AccountRoutes account = new AccountRoutes(accounts);
        SessionRoutes session = new SessionRoutes(projects, parts.editor());
        Action chat = new ChatRoute(chats, projects, faults, config.chats());
        Action upload =
                new UploadRoute(projects, parts.inspector(), config.uploads(), folder.incoming(), files::address);
        RenderRoutes render =
                new RenderRoutes(renders, queue, projects, parts.editor(), config.renders(), files::address);
        Action page = new ClaimRoute(
                projects, accounts, messages, renders, queue, parts.editor(), files::address, files::address);
        AdminRoutes admin = new AdminRoutes(folder, ledger, faults);
        this.server = Javalin.create(http -> {
            settle(http);
            var routes = http.routes;
            routes.before(config.listen().hostCheck());
            routes.post("/api/auth/anonymous-token", gateway.through(Kind.CONTRACT, account::issue));
            routes.get("/api/credits/balance/simple", gateway.through(Kind.CONTRACT, account::balance));
            routes.post("/api/tasks/me/with-session/nemo_agent", gateway.through(Kind.CONTRACT, session::create));
            routes.post("/api/auth/claim-token", gateway.through(Kind.CONTRACT, session::claim));
            routes.get("/api/state/nemo_agent/me/{session}/latest", gateway.through(Kind.CONTRACT, session::state));
            routes.post("/run_sse", gateway.through(Kind.STREAM, chat));
            routes.post("/api/upload-video/nemo_agent/me/{session}", gateway.through(Kind.CONTRACT, upload));
            routes.post("/api/render/proxy/lambda", gateway.through(Kind.CONTRACT, render::submit));
            routes.get("/api/render/proxy/lambda/{id}", gateway.through(Kind.CONTRACT, render::status));
            routes.post("/api/render/proxy/lambda/{id}/cancel", gateway.through(Kind.CONTRACT, render::cancel));
            routes.get("/api/render/proxy/{id}/download", gateway.through(Kind.STREAM, render::download));
            routes.get("/workspace/claim", gateway.through(Kind.OWN, page));
            routes.get("/healthz", gateway.through(Kind.OWN, admin::health));
            routes.get("/studio/ledger", gateway.through(Kind.OWN, admin::ledger));
            routes.get("/studio/faults", gateway.through(Kind.OWN, admin::faults));
            routes.put("/studio/faults", gateway.through(Kind.OWN, admin::follow));
            gateway.refuseUnknownRoutes(http);
        });
    }

    private static void settle(JavalinConfig http) {
        http.startup.showJavalinBanner = false;
        http.startup.showOldJavalinVersionWarning = false;
        http.http.maxRequestSize = MAX_BODY_BYTES;
        http.http.generateEtags = false;
    }

    /**
     * Opens the folder, resumes unfinished work and listens.
     *
     * @throws IOException when another studio uses the folder or the folder cannot be written, when a newer studio wrote its
     *     databases or they cannot be opened, or when a port is taken
     */
    public static Studio start(StudioConfig config) throws IOException {
        return start(config, StudioComponents.of(config));
    }

    /** The same, with other components. */
    public static Studio start(StudioConfig config, StudioComponents parts) throws IOException {
        DataFolder folder = DataFolder.open(config.data());
        Studio studio = open(config, parts, folder);
        try {
            studio.files.start(folder.root().resolve("files.port"));
            studio.server.start(config.listen().address(), config.listen().port());
        } catch (RuntimeException | IOException e) {
            studio.close();
            throw new IOException("the studio can't listen on " + config.listen() + ": " + e.getMessage(), e);
        }
        studio.chats.resume();
        studio.queue.start();
        return studio;
    }

    private static Studio open(StudioConfig config, StudioComponents parts, DataFolder folder) throws IOException {
        try {
            Database database = Database.open(
                    StudioSchema.database(folder.root()), Database.Durability.POWER_LOSS, StudioSchema.SCHEMA);
            try {
                Ledger ledger = Ledger.open(StudioSchema.ledger(folder.root()), parts.clock());
                return new Studio(config, parts, folder, database, ledger);
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (DatabaseException e) {
            folder.close();
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The base URL of the contract's endpoints, without a trailing slash. */
    public String baseUrl() {
        return "http://" + config.listen().host() + ":" + server.port();
    }

    /** The identity of the data folder; {@code /healthz} reports the same value. */
    public String identity() {
        return folder.identity();
    }

    /** The key for {@code /studio/ledger} and {@code /studio/faults}. */
    public String adminKey() {
        return folder.adminKey();
    }

    /** The requests received so far. */
    public List<Ledger.Entry> ledger() {
        return ledger.entries(0, Integer.MAX_VALUE);
    }

    /** Stops immediately; unfinished work is kept. */
    @Override
    public void close() throws IOException {
        server.stop();
        files.close();
        chats.close();
        queue.close();
        ledger.close();
        database.close();
        folder.close();
    }
}
