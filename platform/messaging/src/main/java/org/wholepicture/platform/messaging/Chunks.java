package org.wholepicture.platform.messaging;

import java.util.ArrayList;
import java.util.List;

/**
 * What one turn of a round looks at: the newest two chunks, because a low number may be committed
 * after a higher one, and the next of the older ones.
 *
 * @param chunks each once
 * @param position the last of the older chunks that were looked at; from here the next turn goes on
 */
record Chunks(List<Chunk> chunks, long position) {

    /**
     * Numbers looked at together.
     *
     * @param first the lowest
     * @param last the highest, included
     */
    record Chunk(long first, long last) {}

    Chunks {
        chunks = List.copyOf(chunks);
    }

    /**
     * The next turn.
     *
     * @param size of a chunk
     * @param older how many of the older chunks a turn looks at
     * @param position where the turn before ended
     */
    static Chunks next(long lowest, long highest, long size, int older, long position) {
        if (highest < lowest) {
            return new Chunks(List.of(), position);
        }
        long bottom = Math.floorDiv(lowest, size);
        long top = Math.floorDiv(highest, size);
        List<Chunk> chunks = new ArrayList<>();
        for (long index = Math.max(bottom, top - 1); index <= top; index++) {
            chunks.add(chunk(index, size));
        }
        long settled = top - 1 - bottom;
        long at = position;
        for (long turn = Math.min(older, settled); turn > 0; turn--) {
            at = at < bottom || at >= bottom + settled - 1 ? bottom : at + 1;
            chunks.add(chunk(at, size));
        }
        return new Chunks(chunks, at);
    }

    private static Chunk chunk(long index, long size) {
        return new Chunk(index * size, index * size + size - 1);
    }
}
