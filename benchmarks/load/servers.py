"""The Temporal server with PostgreSQL, the development server, the scripted backend, and workers."""

import collections
import json
import os
import pathlib
import re
import secrets
import shutil
import subprocess
import sys
import urllib.request

from processes import free_port, listens, say, until

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NAMESPACE = "longtake"


def newest(pattern):
    found = sorted(pathlib.Path("/").glob(pattern.lstrip("/")),
                   key=lambda path: [int(n) for n in re.findall(r"\d+", str(path))])
    return found[-1] if found else None


class Postgres:
    """A database of its own in a folder. PostgreSQL refuses to run as root, so root runs it as the user `postgres`."""

    def __init__(self, processes, folder):
        self.bin = pathlib.Path(os.environ.get("PG_BIN") or newest("/usr/lib/postgresql/*/bin"))
        self.port = free_port()
        self.password = secrets.token_hex(16)
        self.data = folder / "pg"
        self.data.mkdir(mode=0o700)
        self.password_file = folder / "password"
        self.password_file.write_text(self.password)
        if os.getuid() == 0:
            shutil.chown(self.data, "postgres")
            shutil.chown(self.password_file, "postgres")
        subprocess.run(self.user([self.bin / "initdb", "-D", self.data, "-U", "temporal", f"--pwfile={self.password_file}", "-A",
                                  "scram-sha-256"]), check=True, stdout=subprocess.DEVNULL, cwd="/")
        self.process = processes.start("postgresql", self.user(
            [self.bin / "postgres", "-D", self.data, "-p", self.port, "-c", "listen_addresses=127.0.0.1", "-c",
             "unix_socket_directories="]), cwd="/")
        until("PostgreSQL listens", 60, lambda: listens(self.port))

    @staticmethod
    def user(command):
        command = list(map(str, command))
        # setpriv replaces itself by the program, so the process that we stop is PostgreSQL's.
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command] if os.getuid() == 0 else command

    def query(self, database, sql):
        environment = {**os.environ, "PGPASSWORD": self.password}
        return subprocess.run([self.bin / "psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "temporal", "-d", database,
                               "-Atc", sql], check=True, capture_output=True, text=True, env=environment).stdout.strip()

    def megabytes(self):
        return sum(int(self.query(name, f"select pg_database_size('{name}')"))
                   for name in ("temporal", "temporal_visibility")) / 2**20


class Temporal:
    """A Temporal server.

    With the store `postgresql`, the server that the folder `TEMPORAL_SERVER_BIN` contains (`temporal-server` and
    `temporal-sql-tool`), otherwise one that Go builds. With the store `dev`, the development server that a home uses, with SQLite.
    """

    def __init__(self, processes, folder, store, version):
        self.port, self.metrics_port = free_port(), free_port()
        self.address = f"127.0.0.1:{self.port}"
        self.postgres = None
        self.folder = folder
        if store == "postgresql":
            self.postgres = Postgres(processes, folder)
            self.process = self.with_postgres(processes, folder, version)
        else:
            self.process = processes.start("temporal", self.development(folder))
        until("Temporal listens", 90, lambda: listens(self.port))

    def development(self, folder):
        binary = os.environ.get("TEMPORAL_CLI") or shutil.which("temporal") or newest(
            f"{pathlib.Path.home()}/.cache/longtake/temporal-*/temporal")
        if not binary:
            sys.exit("No development server was found. Set TEMPORAL_CLI.")
        return [binary, "server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", self.port, "--metrics-port",
                self.metrics_port, "--db-filename", folder / "temporal.db", "--namespace", NAMESPACE, "--log-level", "error",
                "--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=FULL"]

    def with_postgres(self, processes, folder, version):
        programs = pathlib.Path(os.environ.get("TEMPORAL_SERVER_BIN") or folder.parent / f"temporal-{version}")
        if not (programs / "temporal-sql-tool").exists():
            say(f"building the Temporal server {version}")
            subprocess.run(["go", "install", f"go.temporal.io/server/cmd/server@v{version}",
                            f"go.temporal.io/server/cmd/tools/sql@v{version}"], check=True,
                           env={**os.environ, "GOBIN": str(programs)})
            (programs / "server").rename(programs / "temporal-server")
            (programs / "sql").rename(programs / "temporal-sql-tool")
        self.schema(programs)
        (folder / "config").mkdir()
        (folder / "config" / "load.yaml").write_text(json.dumps(self.config()))
        # One member of each service, so the metrics of all are at one address.
        return processes.start(
            "temporal", [programs / "temporal-server", "--root", folder, "--env", "load", "--allow-no-auth", "start"])

    def schema(self, programs):
        subprocess.run([ROOT / "docker" / "temporal" / "schema.sh"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "SQL_PLUGIN": "postgres12",
                            "SQL_HOST": "127.0.0.1", "SQL_PORT": str(self.postgres.port), "SQL_USER": "temporal",
                            "SQL_PASSWORD_FILE": str(self.postgres.password_file)})

    def config(self):
        def store(database):
            return {"sql": {"pluginName": "postgres12", "databaseName": database, "connectProtocol": "tcp", "user": "temporal",
                            "connectAddr": f"127.0.0.1:{self.postgres.port}", "password": self.postgres.password,
                            "maxConns": 20, "maxIdleConns": 20}}

        def service(port):
            return {"rpc": {"grpcPort": port, "membershipPort": free_port(), "bindOnLocalHost": True}}

        return {
            "log": {"stdout": True, "level": "error"},
            "persistence": {"defaultStore": "main", "visibilityStore": "list", "numHistoryShards": 4,
                            "datastores": {"main": store("temporal"), "list": store("temporal_visibility")}},
            "global": {"membership": {"maxJoinDuration": "30s", "broadcastAddress": "127.0.0.1"},
                       "metrics": {"prometheus": {"framework": "opentelemetry", "timerType": "histogram",
                                                  "listenAddress": f"127.0.0.1:{self.metrics_port}"}}},
            "services": {"frontend": service(self.port), **{s: service(free_port()) for s in ("matching", "history", "worker")}},
            "clusterMetadata": {
                "enableGlobalNamespace": False, "failoverVersionIncrement": 10, "masterClusterName": "active",
                "currentClusterName": "active",
                "clusterInformation": {"active": {"enabled": True, "initialFailoverVersion": 1, "rpcName": "frontend",
                                                  "rpcAddress": self.address}}},
            "dcRedirectionPolicy": {"policy": "noop"},
        }

    def actions(self):
        """The server's count of billable actions in the namespace, by kind."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics_port}/metrics") as answer:
            text = answer.read().decode()
        counted = collections.Counter()
        for line in text.splitlines():
            if re.match(r"action(_total)?\{", line) and f'namespace="{NAMESPACE}"' in line:
                kind = re.search(r'action_type="([^"]*)"', line).group(1)
                counted[kind] += float(line.rsplit(" ", 1)[1])
        return counted

    def megabytes(self):
        """The size of the store on disk."""
        if self.postgres:
            return self.postgres.megabytes()
        return sum(file.stat().st_size for file in self.folder.glob("temporal.db*")) / 2**20


class Backend:
    """The scripted backend. Runs on the newest JDK, for virtual threads."""

    def __init__(self, processes, java, classpath, chat, polls, name="backend"):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = processes.start(name, [
            java, "-Xmx768m", "-cp", classpath, "io.longtake.load.LoadGenerator", "backend", f"--port={self.port}",
            f"--chat=PT{chat}S", f"--polls={polls}"])
        until("the backend listens", 30, lambda: listens(self.port))

    def ledger(self):
        with urllib.request.urlopen(self.url + "/load/ledger") as answer:
            return json.load(answer)

    def release(self):
        urllib.request.urlopen(urllib.request.Request(self.url + "/load/release", method="POST")).read()


class Topology:
    """A Temporal server, a scripted backend, and a home with a worker."""

    def __init__(self, bench, processes, folder, chat=2, polls=3):
        self.bench, self.processes, self.folder = bench, processes, folder
        self.temporal = Temporal(processes, folder, bench.store, bench.version)
        self.backend = Backend(processes, bench.jdks[-1][1], bench.classpath, chat, polls)
        self.worker = None
        # The same clock and class path for everything that runs in the home.
        self.environment = {
            "LONGTAKE_HOME": str(folder / "home"), "TEMPORAL_ADDRESS": self.temporal.address, "TEMPORAL_NAMESPACE": NAMESPACE,
            "LONGTAKE_BACKEND": self.backend.url, "NEMO_CLIENT_ID": "5f1a7a52-0c5c-4c4e-8f0e-2f6f5a9f3b10",
            "HOME": str(folder)}

    def use(self, backend):
        """Commands and generators use this backend from now on."""
        self.backend = backend
        self.environment["LONGTAKE_BACKEND"] = backend.url

    def start_worker(self, jdk_home, options):
        log = self.folder / "worker.log"
        log.write_bytes(b"")
        self.worker = self.processes.start(
            "worker", [self.bench.root / "longtake", "worker"],
            {**self.environment, "JAVA_HOME": str(jdk_home), "LONGTAKE_JAVA_OPTS": options})
        until("the worker is connected", 120, lambda: b"The worker is connected" in log.read_bytes())

    def start_naive_worker(self, java):
        log = self.folder / "naive-worker.log"
        log.write_bytes(b"")
        process = self.processes.start(
            "naive-worker", [java, "-Xmx512m", "-XX:+UseSerialGC", "-cp", self.bench.classpath,
                             "io.longtake.load.LoadGenerator", "naive-worker", f"--photo={self.bench.photo}"], self.environment)
        until("the naive worker is connected", 60, lambda: b"taskQueue" in log.read_bytes())
        return process

    def generate(self, *arguments, check=True):
        """Runs a command of the generator; returns its result."""
        with open(self.folder / "generator.log", "ab") as log:
            # As the launcher of the commands does, because a run starts many of these processes.
            java = [self.bench.jdks[-1][1], "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
            done = subprocess.run(
                [*java, "-cp", self.bench.classpath, "io.longtake.load.LoadGenerator", *map(str, arguments)],
                stdout=subprocess.PIPE, stderr=log, env={**os.environ, **self.environment})
        if check and done.returncode != 0:
            sys.exit(f"the generator ended with {done.returncode}; see {self.folder}/generator.log\n{done.stdout.decode()[-2000:]}")
        return json.loads([line for line in done.stdout.splitlines() if line[:1] in (b"{", b"[")][-1])

    def pids(self):
        pids = {"worker": self.worker.pid, "Temporal": self.temporal.process.pid, "backend": self.backend.process.pid}
        if self.temporal.postgres:
            pids["PostgreSQL"] = self.temporal.postgres.process.pid
        return pids
