/** The sections of the console. Only what exists is listed; `load` fetches a section's code when it is first opened. */
export const SCREENS = [
  {path: 'watch', icon: 'layout-grid', key: 'w', onVideo: true, tag: 'hd-wall', load: () => import('../watch/wall.js').then(() => import('../watch/camera-list.js'))},
  {path: 'playback', icon: 'history', key: 'p', onVideo: true, tag: 'hd-playback', load: () => import('../playback/playback.js')},
  {path: 'cameras', icon: 'cctv', key: 'c', tag: 'hd-cameras', load: () => import('../cameras/cameras.js')},
  {path: 'system', icon: 'server', key: 's', tag: 'hd-system', load: () => import('../system/system.js')},
];

export const PROFILE = {path: 'profile', icon: 'user', tag: 'hd-profile', load: () => import('../setup/profile.js')};
