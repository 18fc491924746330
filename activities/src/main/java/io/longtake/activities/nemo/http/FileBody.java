package io.longtake.activities.nemo.http;

import java.io.IOException;
import java.nio.file.Files;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** One file of an upload; streams its bytes and counts them. */
public final class FileBody extends RequestBody {
    private static final long PIECE = 64 << 10;

    private final UploadFile file;
    private final SentBytes sent;

    public FileBody(UploadFile file, SentBytes sent) {
        this.file = file;
        this.sent = sent;
    }

    @Override
    public @Nullable MediaType contentType() {
        return MediaType.parse(file.contentType());
    }

    @Override
    public long contentLength() throws IOException {
        return Files.size(file.file());
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try (Source source = Okio.source(file.file())) {
            for (long read = source.read(sink.getBuffer(), PIECE); read != -1; ) {
                sink.emitCompleteSegments();
                sent.add(read);
                read = source.read(sink.getBuffer(), PIECE);
            }
        }
    }
}
