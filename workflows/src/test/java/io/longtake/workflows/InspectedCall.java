package io.longtake.workflows;

import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall;
import io.grpc.ForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.Status;

/** A call to the server whose responses are inspected before they are passed on. */
public abstract class InspectedCall<Q, A> extends ForwardingClientCall.SimpleForwardingClientCall<Q, A> {
    protected InspectedCall(ClientCall<Q, A> call) {
        super(call);
    }

    /** @return the response to pass on instead */
    protected A heard(A answer) {
        return answer;
    }

    /** The call has ended; its end is not passed on yet. */
    protected void over(Status status) {}

    @Override
    public final void start(Listener<A> listener, Metadata headers) {
        super.start(
                new ForwardingClientCallListener.SimpleForwardingClientCallListener<A>(listener) {
                    @Override
                    public void onMessage(A answer) {
                        super.onMessage(heard(answer));
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        over(status);
                        super.onClose(status, trailers);
                    }
                },
                headers);
    }
}
