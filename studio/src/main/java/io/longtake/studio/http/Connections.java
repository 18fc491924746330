package io.longtake.studio.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;

/** The connection under a request. */
public final class Connections {
    private Connections() {}

    /** Breaks it, as a cable would. */
    public static void cut(HttpServletRequest request) {
        endPoint(request).close();
    }

    /**
     * Whether the other side is still there. A client that leaves is heard only by reading, so this reads, and throws away what
     * a client sends that doesn't wait for its answer: only for connections that are to be cut.
     */
    static boolean listens(HttpServletRequest request) {
        EndPoint end = endPoint(request);
        try {
            return end.isOpen() && end.fill(BufferUtil.allocate(64)) >= 0;
        } catch (IOException reset) {
            return false;
        }
    }

    private static EndPoint endPoint(HttpServletRequest request) {
        return ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }
}
