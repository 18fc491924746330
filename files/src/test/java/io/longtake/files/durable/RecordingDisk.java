package io.longtake.files.durable;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The machine's file system, which records the steps that decide what remains after a power failure. */
public final class RecordingDisk extends FileSystem {
    private final List<String> steps = new ArrayList<>();
    private final Path root;
    private final Provider provider;
    private boolean links = true;

    /** @param root a folder; recorded as "." */
    public RecordingDisk(Path root) {
        this.root = root;
        this.provider = new Provider(root.getFileSystem().provider());
    }

    /** From now on, hard links are refused as on FAT. */
    void refuseLinks() {
        links = false;
    }

    /** A file or folder in the root. */
    public Path path(String name) {
        return recorded(root.resolve(name));
    }

    /** The steps in order: {@code sync NAME}, {@code move NAME TO}, {@code link NAME AS}, {@code folder NAME}. */
    public List<String> steps() {
        return List.copyOf(steps);
    }

    private void note(String step, Path... paths) {
        StringBuilder text = new StringBuilder(step);
        for (Path path : paths) {
            String name = root.relativize(path.toAbsolutePath()).toString();
            // Temporary files next to their target have a random name.
            text.append(' ').append(name.isEmpty() ? "." : name.endsWith(".part") ? "part" : name);
        }
        steps.add(text.toString());
    }

    /** Additional methods of the path proxies. */
    private interface Recorded {
        Path real();
    }

    private Path recorded(Path real) {
        return (Path) Proxy.newProxyInstance(
                RecordingDisk.class.getClassLoader(),
                new Class<?>[] {Path.class, Recorded.class},
                (self, method, given) -> {
                    if (method.getName().equals("real")) {
                        return real;
                    }
                    if (method.getName().equals("getFileSystem")) {
                        return this;
                    }
                    Object[] arguments = given == null ? new Object[0] : given.clone();
                    for (int i = 0; i < arguments.length; i++) {
                        arguments[i] = arguments[i] instanceof Recorded one ? one.real() : arguments[i];
                    }
                    try {
                        Object answer = method.invoke(real, arguments);
                        return answer instanceof Path path ? recorded(path) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Path real(Path path) {
        return path instanceof Recorded one ? one.real() : path;
    }

    private final class Provider extends FileSystemProvider {
        private final FileSystemProvider machine;

        Provider(FileSystemProvider machine) {
            this.machine = machine;
        }

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            return new Forced(real(path), machine.newFileChannel(real(path), options, attributes));
        }

        @Override
        public void move(Path from, Path to, CopyOption... options) throws IOException {
            machine.move(real(from), real(to), options);
            note("move", real(from), real(to));
        }

        @Override
        public void createLink(Path link, Path existing) throws IOException {
            if (!links) {
                throw new FileSystemException(link.toString(), existing.toString(), "Operation not permitted");
            }
            machine.createLink(real(link), real(existing));
            note("link", real(existing), real(link));
        }

        @Override
        public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
            machine.createDirectory(real(folder), attributes);
            note("folder", real(folder));
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            return machine.newByteChannel(real(path), options, attributes);
        }

        @Override
        public void delete(Path path) throws IOException {
            machine.delete(real(path));
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            machine.checkAccess(real(path), modes);
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            return machine.getFileStore(real(path));
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
            return machine.getFileAttributeView(real(path), type, options);
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            return machine.readAttributes(real(path), type, options);
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
            return machine.readAttributes(real(path), names, options);
        }

        @Override
        public void setAttribute(Path path, String name, Object value, LinkOption... options) throws IOException {
            machine.setAttribute(real(path), name, value, options);
        }

        @Override
        public void copy(Path from, Path to, CopyOption... options) throws IOException {
            machine.copy(real(from), real(to), options);
        }

        @Override
        public boolean isSameFile(Path one, Path other) throws IOException {
            return Files.isSameFile(real(one), real(other));
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return machine.isHidden(real(path));
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            return machine.newDirectoryStream(real(folder), filter);
        }

        @Override
        public String getScheme() {
            return "recorded";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path getPath(URI uri) {
            throw new UnsupportedOperationException();
        }
    }

    /** A channel that is opened only to sync or to lock. */
    private final class Forced extends FileChannel {
        private final Path path;
        private final FileChannel channel;

        Forced(Path path, FileChannel channel) {
            this.path = path;
            this.channel = channel;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            channel.force(metaData);
            note("sync", path);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }

        @Override
        public int read(ByteBuffer into) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] into, int from, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer into, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] bytes, int from, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long size() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel from, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return channel.lock(position, size, shared);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return channel.tryLock(position, size, shared);
        }
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public Path getPath(String first, String... more) {
        return recorded(root.getFileSystem().getPath(first, more));
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return root.getFileSystem().getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return root.getFileSystem().supportedFileAttributeViews();
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }
}
