package org.haidang.camerafarm.encode;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_init_dict;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.haidang.camerafarm.encode.EncodeException.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * A line of text drawn once as a grey mask, to be laid over many pictures. Drawn by the encoder
 * library's own text filter, because Java's text needs fontconfig and bare machines have none.
 *
 * @param width columns
 * @param height rows; the same for every text of one font and size
 * @param coverage 0 to 255 for each place, rows from the top
 */
public record TextMask(int width, int height, byte[] coverage) {

    /** The fonts in the program: Liberation, SIL Open Font License 1.1. */
    public enum Font {
        SANS_BOLD("LiberationSans-Bold.ttf"),
        /** All letters of one width. */
        MONO_BOLD("LiberationMono-Bold.ttf");

        private final String file;

        Font(String file) {
            this.file = file;
        }
    }

    /** Room around the text: Vietnamese capitals carry marks above the ascent of the font. */
    private static final double ROWS_PER_SIZE = 1.5;

    /**
     * Draws one line.
     *
     * @param sizePx font size in pixels, 6 to 200
     */
    public static TextMask draw(Font font, String text, int sizePx) {
        Path file = extract(font);
        try {
            return crop(drawWide(file, text, sizePx));
        } finally {
            delete(file);
        }
    }

    /** The part from {@code fromColumn} on, {@code columns} wide: one letter of a mono font. */
    public TextMask slice(int fromColumn, int columns) {
        byte[] part = new byte[columns * height];
        for (int row = 0; row < height; row++) {
            System.arraycopy(coverage, row * width + fromColumn, part, row * columns, columns);
        }
        return new TextMask(columns, height, part);
    }

    private static TextMask drawWide(Path font, String text, int sizePx) {
        int width = (text.length() + 1) * sizePx;
        int height = (int) Math.ceil(sizePx * ROWS_PER_SIZE);
        AVFilterGraph graph = avfilter_graph_alloc();
        AVFrame frame = av_frame_alloc();
        try {
            AVFilterContext source =
                    filter(graph, "color", Map.of("color", "black", "size", width + "x" + height));
            AVFilterContext grey = filter(graph, "format", Map.of("pix_fmts", "gray"));
            AVFilterContext drawText =
                    filter(
                            graph,
                            "drawtext",
                            Map.of(
                                    "fontfile",
                                    font.toString(),
                                    "text",
                                    text,
                                    "expansion",
                                    "none",
                                    "fontcolor",
                                    "white",
                                    "fontsize",
                                    Integer.toString(sizePx),
                                    "x",
                                    "0",
                                    "y",
                                    Integer.toString(sizePx / 4),
                                    "y_align",
                                    "font"));
            AVFilterContext sink = filter(graph, "buffersink", Map.of());
            check(avfilter_link(source, 0, grey, 0), "link text source");
            check(avfilter_link(grey, 0, drawText, 0), "link text format");
            check(avfilter_link(drawText, 0, sink, 0), "link text sink");
            check(avfilter_graph_config(graph, null), "configure text graph");
            check(av_buffersink_get_frame(sink, frame), "draw text");
            byte[] coverage = new byte[width * height];
            for (int row = 0; row < height; row++) {
                frame.data(0)
                        .position((long) row * frame.linesize(0))
                        .get(coverage, row * width, width);
            }
            return new TextMask(width, height, coverage);
        } finally {
            av_frame_free(frame);
            avfilter_graph_free(graph);
        }
    }

    private static AVFilterContext filter(
            AVFilterGraph graph, String name, Map<String, String> options) {
        AVFilterContext context =
                avfilter_graph_alloc_filter(graph, avfilter_get_by_name(name), name);
        if (context == null) {
            throw new EncodeException("no filter " + name);
        }
        options.forEach((key, value) -> {
            try (BytePointer bytes =
                    new BytePointer(value, java.nio.charset.StandardCharsets.UTF_8)) {
                check(
                        av_opt_set(context, new BytePointer(key), bytes, AV_OPT_SEARCH_CHILDREN),
                        name + " option " + key);
            }
        });
        check(avfilter_init_dict(context, (AVDictionary) null), "start filter " + name);
        return context;
    }

    /** Cuts the empty columns at the right; rows stay, so that all texts of a size line up. */
    private static TextMask crop(TextMask wide) {
        int last = 0;
        for (int i = 0; i < wide.coverage.length; i++) {
            if (wide.coverage[i] != 0) {
                last = Math.max(last, i % wide.width);
            }
        }
        return wide.slice(0, last + 1);
    }

    private static Path extract(Font font) {
        try (InputStream in = TextMask.class.getResourceAsStream("/liberation/" + font.file)) {
            if (in == null) {
                throw new EncodeException("the program lacks its font " + font.file);
            }
            Path file = Files.createTempFile("haidang-font", ".ttf");
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
