package io.longtake.studio.http;

/** What the studio does for one kind of request. */
public interface Action {
    /**
     * Answers.
     *
     * @throws Refusal for a "no" of the contract
     */
    void answer(Exchange exchange) throws Exception;
}
