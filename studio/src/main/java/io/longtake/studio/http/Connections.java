package io.longtake.studio.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;

/** Access to the connection of a request. */
public final class Connections {
    private Connections() {}

    /** Closes the connection without a response. */
    public static void cut(HttpServletRequest request) {
        endPoint(request).close();
    }

    /**
     * Whether the client is still connected. A disconnect is detected only by reading, so this reads, and discards data that the
     * client sends before it has the response: use it only for connections that are about to be cut.
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
