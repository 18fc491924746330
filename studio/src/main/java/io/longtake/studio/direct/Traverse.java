package io.longtake.studio.direct;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.FitWish;
import io.longtake.studio.timeline.Arrangement.MotionWish;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.timeline.MediaItem;
import java.util.List;
import java.util.Optional;

/**
 * A pan along the long side of a picture that is much longer than the frame, from one edge to the other: a panorama, a screenshot
 * of a page. The frame is filled, and every part of the picture is shown once.
 *
 * <p>Speeds are in frames per second: frame widths for a horizontal pan, frame heights for a vertical one.
 */
public final class Traverse {
    /** Ratio of the longer to the shorter side from which a picture is traversed even without a request. */
    static final double LONG_PICTURE = 2.2;
    /** Cinematographers' rule against judder: an object takes seven seconds to cross the frame. */
    static final double COMFORTABLE = 1 / 7.0;
    /** From this speed on, a viewer cannot focus on anything. */
    public static final double HURRIED = 0.2;
    /** The fastest traverse without a request for a pan. */
    static final double FASTEST_UNASKED = 0.3;
    /** 32 pixels per frame at 1080p: anything faster is only a blur. */
    static final double FASTEST = 0.5;
    /** A slower traverse is repeated instead. */
    private static final double SLOWEST = 0.03;
    /** The longest time in seconds to which a film of open length is extended for a traverse. */
    private static final double MAX_SECONDS = 60;

    /** Length of the long side, in windows, below which a window shows nearly everything without a traverse. */
    private static final double MIN_ROOM = 1.25;
    /** The same for a requested pan over a picture of ordinary shape. */
    private static final double MIN_ROOM_OF_ORDINARY = 1.6;

    /** The part of the side across the pan that is in sight; a smaller part is reported. */
    public static final double LEAST_IN_SIGHT = 1 / MIN_ROOM_OF_ORDINARY;

    private final Camera camera;
    private final boolean across;
    private final boolean longPicture;
    private final MotionWish wish;
    private final boolean asked;

    private Traverse(Camera camera, boolean across, boolean longPicture, MotionWish wish) {
        this.camera = camera;
        this.across = across;
        this.longPicture = longPicture;
        this.wish = wish;
        this.asked = !wish.moves().isEmpty();
    }

    /** Empty where the picture is not much longer than the frame, is to be shown whole, or is not to be panned along. */
    public static Optional<Traverse> of(Arrangement plan, Clip clip, MediaItem item) {
        if (clip.kind() != MediaItem.Kind.IMAGE || Director.fit(plan, clip) == FitWish.BLUR_FILL) {
            return Optional.empty();
        }
        if (clip.ownMotion().orElse(plan.motion()).oneTravel().isPresent()) {
            return Optional.empty();
        }
        Camera camera = new Camera(item.widthPx(), item.heightPx(), plan.ratio().canvas());
        boolean across = camera.roomX() >= camera.roomY();
        boolean longPicture = isLong(item, across);
        MotionWish wish = alongTheLongSide(clip.ownMotion().orElse(plan.motion()), camera);
        Traverse traverse = new Traverse(camera, across, longPicture, wish);
        boolean wanted = traverse.asked ? wish.moves().stream().anyMatch(traverse::isAlong) : longPicture;
        return wanted
                        && traverse.room() >= leastRoom(item, across)
                        && traverse.direction().isPresent()
                ? Optional.of(traverse)
                : Optional.empty();
    }

    private static boolean isLong(MediaItem item, boolean across) {
        double sides = item.widthPx() / (double) Math.max(1, item.heightPx());
        return (across ? sides : 1 / sides) >= LONG_PICTURE;
    }

    /** The length of one side, in windows, from which a picture counts as longer than the frame in that direction. */
    static double leastRoom(MediaItem item, boolean across) {
        return isLong(item, across) ? MIN_ROOM : MIN_ROOM_OF_ORDINARY;
    }

    /** A pan without a direction alternates right and left; over a picture much taller than the frame, down and up. */
    static MotionWish alongTheLongSide(MotionWish wish, Camera camera) {
        return wish.isAnyPan() && camera.roomY() >= MIN_ROOM_OF_ORDINARY
                ? new MotionWish(List.of(Move.PAN_DOWN, Move.PAN_UP), wish.without(), wish.speed())
                : wish;
    }

    private double room() {
        return across ? camera.roomX() : camera.roomY();
    }

    public boolean isAlong(Move move) {
        return across ? move == Move.PAN_LEFT || move == Move.PAN_RIGHT : move == Move.PAN_UP || move == Move.PAN_DOWN;
    }

    /** The direction when none is requested: the reading direction, unless it is excluded. */
    Optional<Move> direction() {
        return (across ? List.of(Move.PAN_RIGHT, Move.PAN_LEFT) : List.of(Move.PAN_DOWN, Move.PAN_UP))
                .stream().filter(move -> !wish.without().contains(move)).findFirst();
    }

    /** The distance to travel, in frames. */
    double frames() {
        return room() - 1;
    }

    public double comfortableSeconds() {
        return frames() / COMFORTABLE;
    }

    /**
     * How many seconds a film of open length shows the picture for its traverse; zero where the usual time of a picture applies.
     */
    double naturalSeconds(boolean onlyClip) {
        boolean only = asked && onlyAlong();
        boolean byItself = !asked && onlyClip && frames() / MAX_SECONDS <= FASTEST_UNASKED;
        return longPicture && (only || byItself) ? Math.min(MAX_SECONDS, comfortableSeconds()) : 0;
    }

    private boolean onlyAlong() {
        return wish.moves().stream().allMatch(this::isAlong);
    }

    /**
     * How many of {@code seconds} the first traverse takes: all, where only a pan along this side is requested (divided where it
     * is repeated), else as long as is comfortable; zero where no pan is requested and it would have to hurry, and where moves
     * alternate, because each then has its own shot.
     */
    double firstSeconds(double seconds) {
        if (asked) {
            boolean may = longPicture || frames() / seconds <= fastest();
            return onlyAlong() && may ? seconds / times(seconds) : 0;
        }
        if (frames() / seconds > FASTEST_UNASKED) {
            return 0;
        }
        return seconds < 1.6 * comfortableSeconds() ? seconds : comfortableSeconds();
    }

    /** Over a picture of ordinary shape a pan may show only a part; over a long one that would defeat the purpose. */
    private double fastest() {
        if (longPicture) {
            return asked ? FASTEST : FASTEST_UNASKED;
        }
        return COMFORTABLE * (wish.speed() == Speed.FAST ? 3 : wish.speed() == Speed.SLOW ? 1 : 1.5);
    }

    private int times(double seconds) {
        return Math.max(1, (int) (seconds * SLOWEST / frames()));
    }

    /**
     * The path of a shot, at a constant speed of whole {@link Camera#STEP}s; over a part of a long picture where the time is too
     * short for all of it. Empty where the picture is not to be traversed that fast.
     *
     * @param number of the shot among those of its clip
     */
    Optional<List<Framing>> path(Move move, int number, double seconds) {
        boolean hurried = frames() / seconds > fastest();
        if (!isAlong(move) || (!asked && (number > 0 || hurried)) || (hurried && !longPicture)) {
            return Optional.empty();
        }
        double axis = across ? camera.canvas().widthPx() : camera.canvas().heightPx();
        double lastFrame = Camera.lastFrame(seconds);
        double steps = frames() * axis / lastFrame / Camera.STEP;
        double zoom = 1;
        double travel = frames();
        if (hurried) {
            travel = Math.floor(fastest() * axis / Film.FPS / Camera.STEP) * Camera.STEP * lastFrame / axis;
        } else if (steps >= 1) {
            // Crop a little of the long side or a little of the short one, whichever loses less.
            double shorter = Math.floor(steps + 1e-6) * Camera.STEP * lastFrame / axis;
            double longer = Math.ceil(steps - 1e-6) * Camera.STEP * lastFrame / axis;
            double closer = (1 + longer) / room();
            boolean less = (frames() - shorter) / room() <= 1 - 1 / closer || longer / seconds > fastest();
            travel = less ? shorter : longer;
            zoom = less ? 1 : closer;
        }
        return Optional.of(framings(move, zoom, travel, hurried));
    }

    private List<Framing> framings(Move move, double zoom, double travel, boolean part) {
        double whole = zoom * room();
        boolean forward = move == Move.PAN_RIGHT || move == Move.PAN_DOWN;
        double spare = part ? 0 : (whole - 1 - travel) / 2;
        double near = (spare + 0.5) / whole;
        double far = (spare + 0.5 + travel) / whole;
        double from = forward ? near : 1 - near;
        double to = forward ? far : 1 - far;
        return across
                ? List.of(new Framing(from, 0.5, zoom), new Framing(to, 0.5, zoom))
                : List.of(new Framing(0.5, from, zoom), new Framing(0.5, to, zoom));
    }
}
