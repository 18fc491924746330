package io.longtake.studio.film.picture;

import io.longtake.media.picture.PackedPicture;
import io.longtake.media.picture.PackedPlane;

/** Combines two pictures. */
final class Blend {
    private Blend() {}

    /** out = out * (1 - weight) + over * weight. */
    static void mix(PackedPicture out, PackedPicture over, double weight) {
        int w = weight256(weight);
        for (int i = 0; i < 3; i++) {
            int[][] to = out.planes().get(i).rows();
            int[][] from = over.planes().get(i).rows();
            for (int y = 0; y < to.length; y++) {
                Lanes.mix(to[y], 256 - w, from[y]);
            }
        }
    }

    /** Keeps the part {@code light} of the picture's brightness; the rest is black. */
    static void dim(PackedPicture out, double light) {
        dim(out.y(), light, PackedPicture.BLACK);
        dim(out.u(), light, PackedPicture.GREY);
        dim(out.v(), light, PackedPicture.GREY);
    }

    private static void dim(PackedPlane plane, double light, int black) {
        int w = weight256(light);
        for (int[] row : plane.rows()) {
            Lanes.mixConstant(row, w, black);
        }
    }

    /** {@code over} covers {@code out} from the left as far as {@code part} of the width. */
    static void wipe(PackedPicture out, PackedPicture over, double part) {
        int chroma = (int) Math.rint(part * out.u().width());
        copyColumns(over.y(), 0, out.y(), 0, 2 * chroma);
        copyColumns(over.u(), 0, out.u(), 0, chroma);
        copyColumns(over.v(), 0, out.v(), 0, chroma);
    }

    /** {@code over} enters from the right and pushes {@code out} to the left. */
    static void slide(PackedPicture out, PackedPicture over, double part) {
        int chroma = (int) Math.rint(part * out.u().width());
        push(out.y(), over.y(), 2 * chroma);
        push(out.u(), over.u(), chroma);
        push(out.v(), over.v(), chroma);
    }

    private static void push(PackedPlane out, PackedPlane over, int by) {
        copyColumns(out, by, out, 0, out.width() - by);
        copyColumns(over, 0, out, out.width() - by, by);
    }

    /** Copies {@code count} columns; within one plane only to the left. */
    private static void copyColumns(PackedPlane from, int fromX, PackedPlane to, int toX, int count) {
        byte[] row = new byte[from.stride() * 4];
        byte[] target = new byte[to.stride() * 4];
        java.nio.IntBuffer rowInts = ints(row);
        java.nio.IntBuffer targetInts = ints(target);
        for (int y = 0; y < to.height(); y++) {
            rowInts.clear().put(from.rows()[y]);
            targetInts.clear().put(to.rows()[y]);
            System.arraycopy(row, fromX, target, toX, count);
            targetInts.clear().get(to.rows()[y]);
        }
    }

    private static java.nio.IntBuffer ints(byte[] bytes) {
        return java.nio.ByteBuffer.wrap(bytes)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
    }

    private static int weight256(double weight) {
        return (int) Math.rint(Math.min(Math.max(weight, 0), 1) * 256);
    }
}
