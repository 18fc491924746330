package io.longtake.studio.http;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** The connection under a request. */
public final class Connections {
    private Connections() {}

    /** Breaks it, as a cable would. */
    public static void cut(HttpServletRequest request) {
        endPoint(request).close();
    }

    /** Whether it still stands, as far as this side knows. */
    static boolean open(HttpServletRequest request) {
        return endPoint(request).isOpen();
    }

    private static EndPoint endPoint(HttpServletRequest request) {
        return ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }
}
