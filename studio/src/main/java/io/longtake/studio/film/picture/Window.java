package io.longtake.studio.film.picture;

/**
 * A crop window in fractions of the picture: its centre, and its width where the picture is 1 wide; its height follows from
 * the canvas.
 */
record Window(double centerX, double centerY, double width, double height) {
    double left() {
        return centerX - width / 2;
    }

    double top() {
        return centerY - height / 2;
    }
}
