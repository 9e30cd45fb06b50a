package org.haidang.camerafarm.clip;

import java.util.List;
import java.util.Map;
import org.haidang.camerafarm.encode.AudioEncoder;
import org.jspecify.annotations.Nullable;

/**
 * An encoded clip. Immutable; its arrays are shared by all cameras that play it.
 *
 * @param parts the pictures of each part, in decode order; each part begins with a key picture and
 *     follows itself without a break
 * @param audio sound that loops on its own clock, or null
 */
public record Clip(
        ClipRecipe recipe, Map<Part, List<ClipPicture>> parts, AudioEncoder.@Nullable Sound audio) {

    public List<ClipPicture> part(Part part) {
        List<ClipPicture> pictures = parts.get(part);
        if (pictures == null) {
            throw new IllegalStateException("clip " + recipe.name() + " has no part " + part);
        }
        return pictures;
    }

    /** How long a part lasts before it begins again, 90 kHz. */
    public long partTicks(Part part) {
        return (long) part(part).size() * recipe.video().pictureTicks();
    }

    /** The parameter sets of the live part, in the order of the stream. */
    public List<byte[]> parameterSets() {
        return NalUnits.parameterSets(recipe.video().codec(), part(Part.LIVE).getFirst().nals());
    }
}
