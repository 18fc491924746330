package io.longtake.cli.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CountDownLatch;

/** Methods for tests: {@code echo}, {@code progress}, and {@code block}, which ends when it is cancelled. */
final class RecordedMethods implements Methods {
    final CountDownLatch blocking = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);

    @Override
    public ObjectNode capabilities(ProtocolVersion version) {
        return Messages.object().put("for", version.date());
    }

    @Override
    public String instructions() {
        return "instructions";
    }

    @Override
    public ObjectNode call(String method, ObjectNode params, Exchange exchange) throws RpcException {
        return switch (method) {
            case "echo", "tools/list", "tools/call" ->
                Messages.object().put("version", exchange.version().date());
            case "progress" -> {
                exchange.progress("one");
                exchange.progress("two");
                yield Messages.object();
            }
            case "block" -> {
                exchange.onCancel(cancelled::countDown);
                blocking.countDown();
                try {
                    cancelled.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                yield Messages.object();
            }
            case "fail" -> throw new IllegalStateException("broken");
            default -> throw RpcException.methodNotFound(method);
        };
    }
}
