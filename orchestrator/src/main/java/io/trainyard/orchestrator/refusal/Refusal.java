package io.trainyard.orchestrator.refusal;

/** A reason to turn a request down: its code in {@code urn:trainyard:problem:*} and its status. */
public enum Refusal {
    NOT_FOUND("not-found", 404, "Not found"),
    IDEMPOTENCY_CONFLICT("idempotency-conflict", 409, "Another request used this key"),
    ALREADY_ENDED("already-ended", 409, "The run has ended"),
    NOT_PAUSED("not-paused", 409, "The run is not paused"),
    NOT_ENDED("not-ended", 409, "The run has not ended"),
    QUOTA_EXCEEDED("quota-exceeded", 429, "The queue is full"),
    NOT_CLAIMABLE("not-claimable", 409, "The run is not there to be claimed"),
    FENCED("fenced", 409, "The attempt has lost its lease"),
    INCOMPLETE("incomplete", 409, "The checkpoint is incomplete"),
    MANIFEST_INVALID("manifest-invalid", 400, "The manifest is invalid"),
    HASH_MISMATCH("hash-mismatch", 422, "The bytes do not have this hash"),
    CORRUPT("corrupt", 500, "Stored bytes are damaged"),
    TOKEN_NEEDED("token-needed", 401, "The token is needed"),
    PARAMETER_INVALID("parameter-invalid", 400, "A parameter is invalid"),
    TOO_LARGE("too-large", 413, "The body is too large"),
    NAME_TAKEN("name-taken", 409, "The name is taken"),
    TOO_MANY_TRIGGERS("too-many-triggers", 409, "Too many triggers"),
    DELIVERY_REFUSED("delivery-refused", 401, "The delivery was refused"),
    REPLAYED("replayed", 409, "The delivery came before"),
    TOO_MANY_STREAMS("too-many-streams", 503, "Too many open streams");

    private final String code;
    private final int status;
    private final String title;

    Refusal(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    public String code() {
        return code;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** An exception for this reason, with a sentence for the caller. */
    @SuppressWarnings("AnnotateFormatMethod") // The annotation would need a library at run time.
    public RefusedException because(String sentence, Object... arguments) {
        return new RefusedException(this, sentence.formatted(arguments));
    }
}
