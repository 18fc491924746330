package io.longtake.studio.film.picture;

/** A crop window: its centre and size in fractions of the picture's width and height. Its ratio is that of the canvas. */
record Window(double centerX, double centerY, double width, double height) {
    double left() {
        return centerX - width / 2;
    }

    double top() {
        return centerY - height / 2;
    }
}
