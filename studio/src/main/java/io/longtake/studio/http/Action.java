package io.longtake.studio.http;

/** The handler of one kind of request. */
public interface Action {
    /**
     * Answers the request.
     *
     * @throws Refusal when the contract defines an error response for it
     */
    void answer(Exchange exchange) throws Exception;
}
