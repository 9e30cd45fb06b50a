import {t} from '../app/i18n.js';
import {ServerAsk} from './server-ask.js';

/** Tries a camera's stream. */
class CameraTest extends ServerAsk {
  static properties = {...ServerAsk.properties, camera: {}};

  get kind() {
    return {field: 'url', path: 'camera-tests', icon: 'activity', open: t('survey.test'), words: t('survey.test.words'), address: t('survey.test.url'), example: 'rtsp://192.168.1.20/…', go: t('survey.test.go'), busy: t('survey.test.busy')};
  }

  get more() {
    return {camera: this.camera, transport: 'auto'};
  }
}

customElements.define('hd-camera-test', CameraTest);
