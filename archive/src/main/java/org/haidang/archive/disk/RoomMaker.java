package org.haidang.archive.disk;

/** Frees space on a full disk by deleting its oldest recordings. */
@FunctionalInterface
public interface RoomMaker {
    /**
     * Deletes until there is room.
     *
     * @param bytes how much is needed at least
     * @return whether there is so much room now
     */
    boolean makeRoom(Disk disk, long bytes);
}
