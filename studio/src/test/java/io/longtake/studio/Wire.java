package io.longtake.studio;

import io.longtake.studio.config.StudioConfig.Dialect;
import io.longtake.studio.config.StudioConfig.RenderShape;

/**
 * The formats of a backend: each dialect of the stream with each shape of a render's response. The contract's suites run in all
 * of them.
 */
public enum Wire {
    TYPED_AND_TOP_LEVEL(Dialect.TYPED, RenderShape.TOP_LEVEL),
    TYPED_AND_NESTED(Dialect.TYPED, RenderShape.NESTED),
    ADK_AND_TOP_LEVEL(Dialect.ADK, RenderShape.TOP_LEVEL),
    ADK_AND_NESTED(Dialect.ADK, RenderShape.NESTED);

    private final Dialect dialect;
    private final RenderShape shape;

    Wire(Dialect dialect, RenderShape shape) {
        this.dialect = dialect;
        this.shape = shape;
    }

    public Dialect dialect() {
        return dialect;
    }

    public RenderShape shape() {
        return shape;
    }
}
